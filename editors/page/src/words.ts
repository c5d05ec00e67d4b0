// The page's own words in both languages; those of the policy and of its mistakes come from polc.

import type { Language } from "./messages";

const ENGLISH = {
  starting: "polc is starting; the first time takes a moment…",
  failed: "polc did not start:",
  policy: "Policy",
  library: "from the library",
  starter: "a first draft",
  open: "Open…",
  save: "Save",
  notOpened: "This file cannot be opened: it is no UTF-8 text, or longer than 200,000 bytes.",
  about: "Explain the word at the cursor",
  nothingToTell: "There is nothing to tell of this word.",
  leave: "Escape, then Tab leaves the text.",
  format: "Lay out",
  share: "Share",
  shared: "The address of this page now holds the policy and the case; it is copied where the browser allows.",
  tooLong: "This is too long for an address: share the texts as files.",
  notShared: "The address holds nothing that this page can read.",
  stop: "Stop",
  stopped: "Stopped. polc starts again; what you wrote is kept.",
  text: "The policy's text",
  mistakes: "Mistakes",
  noMistakes: "No mistakes.",
  line: "line",
  fix: "Fix: ",
  unsafe: "(look at what it changes)",
  caseTitle: "A case",
  notYet: "Mend the mistakes; then a case can be filled in.",
  result: "Settlement",
  print: "Print",
  compareTitle: "Side by side",
  compare: "Readings",
  compareIdentities: "Identities",
  curve: "Own payment over cost",
  identity: "identities",
  asSaid: "as the case says",
  noIdentity: "none",
  remaining: "left of the costs in policy",
  sheetTitle: "For officials",
  sheet: "Who gets what, by which clause",
  sheetHint: "From the text as it is, with the readings and figures of the case. To be printed.",
  reading: "question",
  chosen: "chosen",
  others: "other answer",
  difference: "paid to the person, by that answer (yuan)",
  refused: "refused",
  choose: "Choose",
  noReadings: "No reading is open for this case.",
  more: "There are more readings than were tried.",
};

export type PageWords = typeof ENGLISH;

const CHINESE: PageWords = {
  starting: "polc正在启动，第一次需要片刻……",
  failed: "polc未能启动：",
  policy: "政策",
  library: "选自标准库",
  starter: "起步草稿",
  open: "打开…",
  save: "保存",
  notOpened: "打不开这个文件：它不是UTF-8文本，或超过200,000字节。",
  about: "解释光标处的词",
  nothingToTell: "这个词没有可说明的内容。",
  leave: "按Esc再按Tab离开文本。",
  format: "整理格式",
  share: "分享",
  shared: "本页网址已包含政策和个案；浏览器允许时已复制。",
  tooLong: "内容太长，放不进网址，请用文件分享。",
  notShared: "网址中没有本页能读的内容。",
  stop: "停止",
  stopped: "已停止，polc重新启动；您写的内容都保留。",
  text: "政策文本",
  mistakes: "错误",
  noMistakes: "没有错误。",
  line: "行",
  fix: "改正：",
  unsafe: "（请核对改动）",
  caseTitle: "个案",
  notYet: "改正错误之后，可以填写个案。",
  result: "结算结果",
  print: "打印",
  compareTitle: "对照",
  compare: "各种口径",
  compareIdentities: "各种身份",
  curve: "个人负担随费用的变化",
  identity: "身份",
  asSaid: "按个案所写",
  noIdentity: "无身份",
  remaining: "政策范围内余额",
  sheetTitle: "给主管部门",
  sheet: "谁得到什么、依据哪一条",
  sheetHint: "按现在的文本，以及个案所取的口径和数值。可以打印。",
  reading: "问题",
  chosen: "现采用",
  others: "另一种答案",
  difference: "按此答案，支付增减（元）",
  refused: "不能结算",
  choose: "采用",
  noReadings: "本个案没有未定的口径。",
  more: "还有没有试过的口径。",
};

/** The words of a language. */
export function pageWords(language: Language): PageWords {
  return language === "zh" ? CHINESE : ENGLISH;
}

/** The language that `polc page` was started in, else the one that the browser asks for. */
export function usualLanguage(): Language {
  const { language } = document.documentElement.dataset;
  if (language === "zh" || language === "en") {
    return language;
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}
