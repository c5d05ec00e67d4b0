// The page's own words in both languages; those of the form come from polc.

const ENGLISH = {
  settle: "Settle",
  open: "Open a case…",
  save: "Save the case…",
  clear: "Clear",
  add: "Add: ",
  remove: "Remove",
  yes: "yes",
  no: "no",
  noLimit: "no limit",
  blank: "—",
  blankMeans: "blank:",
  needed: "always needed",
  readBy: "read by",
  mistakes: "The policy has mistakes (see Problems): its cases cannot be settled until they are mended.",
  refused: "The case is not settled yet. It is told at the fields:",
  openOutputs: "Settled; what could not be told is told at the fields:",
  notTold: "not told:",
  kept: "The case says what this form does not show; it is kept as it is:",
  failed: "polc could not settle the case:",
  notACase: "This file is no case: it is not an object.",
  settling: "settling…",
  picture: "The settlement",
  changed: "The case has changed since it was settled.",
};

export type Words = typeof ENGLISH;

const CHINESE: Words = {
  settle: "结算",
  open: "打开个案…",
  save: "保存个案…",
  clear: "清空",
  add: "添加：",
  remove: "删除",
  yes: "是",
  no: "否",
  noLimit: "不设上限",
  blank: "—",
  blankMeans: "空白即：",
  needed: "必填",
  readBy: "用到它的规则：",
  mistakes: "政策有错误（见“问题”），改正之前不能结算个案。",
  refused: "个案还不能结算，原因写在相应的项目下：",
  openOutputs: "已结算；未能确定的内容写在相应的项目下：",
  notTold: "未能确定：",
  kept: "个案中有本表没有列出的内容，原样保留：",
  failed: "polc未能结算该个案：",
  notACase: "这个文件不是个案：它不是一个JSON对象。",
  settling: "正在结算…",
  picture: "结算结果",
  changed: "结算之后个案又有改动。",
};

/** The words of a language. */
export function wordsOf(language: "en" | "zh"): Words {
  return language === "zh" ? CHINESE : ENGLISH;
}
