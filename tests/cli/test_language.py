"""Messages in the language of the file, or in the one asked for."""

import json
from pathlib import Path

import pytest

from tests.api.test_questions import TEXT as IN_SEVERAL_WAYS
from tests.cli.invoke import CASE, run
from tests.stdlib_texts import MAIN_ROAD

ENGLISH = 'policy town "某镇" edition 1\nidentity dibao "低保对象"\ngroup poor = diabo\n'
CHINESE = "政策 town “某镇” 版次 1\n身份 dibao “低保对象”\n人群 poor = diabo\n"


def written(folder: Path, text: str, name: str = "town.pol") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def settled(folder: Path, case: dict[str, object], *words: str) -> str:
    """What `settle` says of a case under the Chinese policy."""
    policy = written(folder, CHINESE.replace("diabo", "dibao"))
    path = folder / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    done = run("settle", policy, path, *words)
    assert done.exit_code == 1
    return done.stderr


def test_an_english_file_is_answered_in_english(tmp_path: Path) -> None:
    """English keywords, English message."""
    done = run("check", written(tmp_path, ENGLISH))
    assert done.stderr.startswith("error[unknown_name]: unknown name `diabo`\n")
    assert done.stdout == "checked 1 file: 1 error\n"


def test_a_chinese_file_is_answered_in_chinese(tmp_path: Path) -> None:
    """Chinese keywords, Chinese message, with all that stands around it."""
    done = run("check", written(tmp_path, CHINESE))
    assert done.stderr.startswith("错误[unknown_name]：未知名称`diabo`\n")
    assert " = 建议：是否应为`dibao`？" in done.stderr
    assert done.stdout == "已检查1个文件：1个错误\n"


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [(ENGLISH, "zh", "未知名称`diabo`"), (CHINESE, "en", "unknown name `diabo`")],
)
def test_the_language_can_be_asked_for(tmp_path: Path, text: str, language: str, said: str) -> None:
    """`--language` counts before the file's, in text, JSON and GitHub's lines."""
    path = written(tmp_path, text)
    assert said in run("check", path, "--language", language).stderr
    asked = run("check", path, "--language", language, "--format", "json")
    assert json.loads(asked.stdout)["diagnostics"][0]["message"] == said
    assert said in run("check", path, "--language", language, "--format", "github").stdout


def test_each_file_is_answered_in_its_own(tmp_path: Path) -> None:
    """Of two files in two languages each is answered in its own."""
    written(tmp_path, ENGLISH, "a.pol")
    written(tmp_path, CHINESE, "b.pol")
    done = run("check", tmp_path)
    assert "unknown name `diabo`" in done.stderr
    assert "未知名称`diabo`" in done.stderr
    assert done.stdout == "checked 2 files: 2 errors\n"


def test_a_file_that_cannot_be_read_is_told_in_chinese(tmp_path: Path) -> None:
    """A syntax mistake in a Chinese file, of which there is no tree."""
    done = run("check", written(tmp_path, "政策 town “某镇” 版次 1\n身份 dibao “低保对象\n"))
    assert done.stderr.startswith("错误[unclosed_text]：这段文字缺少右引号\n")


def test_a_case_is_refused_in_the_policys_language(tmp_path: Path) -> None:
    """The problems of a case under a Chinese policy."""
    said = settled(tmp_path, {"persn": {}})
    assert "case.json：拒绝结算\n" in said
    assert "个案没有字段`persn`；是否应为`person`？" in said
    assert "个案缺少`person`" in said


def test_a_case_can_be_refused_in_english(tmp_path: Path) -> None:
    """The same under the option."""
    said = settled(tmp_path, {"persn": {}}, "--language", "en")
    assert "case.json: refused\n" in said
    assert "a case has no field `persn`; did you mean `person`?" in said


def test_a_refusal_as_json_is_in_the_language(tmp_path: Path) -> None:
    """`settle --format json` under an English policy, asked in Chinese."""
    path = tmp_path / "case.json"
    path.write_text('{"year": "2022"}', encoding="utf-8")
    done = run("settle", "suizhou", path, "--format", "json", "--language", "zh")
    messages = [problem["message"] for problem in json.loads(done.stdout)["refused"]]
    assert "年度应为数字，如`2022`，而`2022`是文字" in messages


def test_options_are_refused_in_the_language() -> None:
    """A parameter that the policy does not have."""
    done = run("settle", "suizhou", CASE, "--param", "premum=1", "--language", "zh")
    assert "政策`suizhou`没有参数`premum`；是否应为`premium`？" in done.stderr


def test_a_file_that_is_not_there_is_told_in_the_language() -> None:
    """What cannot be read has no language of its own."""
    done = run("check", "suizho", "--language", "zh")
    assert "没有文件`suizho`" in done.stderr


def test_a_failed_example_is_told_in_chinese() -> None:
    """`polc test` counts in the policy's language, or the one asked for."""
    done = run("test", MAIN_ROAD, "--language", "zh")
    assert "main_road.pol：" in done.stdout
    assert "0个未通过" in done.stdout


def test_show_tells_mistakes_in_the_language(tmp_path: Path) -> None:
    """A policy that does not compile."""
    done = run("show", written(tmp_path, ENGLISH), "--language", "zh")
    assert "未知名称`diabo`" in done.stderr


WRONG_USAGE = {
    "settle suizhou x --jobs 0": ("`--jobs`不能是`0`", "请写1至256的整数"),
    "settle suizhou x --format xml": ("`--format`不能是`xml`", "请写作`text`或`json`或`html`"),
    "settle suizhou x --nope": ("没有选项`--nope`", "用法见`polc settle --help`"),
    "settle suizhou x --param": ("`--param`后面缺少取值", "请写作`--param 名称=值`"),
    "settle suizhou x --explain=1": ("`--explain`不带取值", "用法见`polc settle --help`"),
    "settle suizhou x --param premium": (
        "`--param premium`不是“名称=值”的形式",
        "用法见`polc settle --help`",
    ),
    "show suizhou --what deadlines --month 13": (
        "`--month`的格式是`YYYY-MM`，如`2023-10`，而不是`13`",
        "用法见`polc show --help`",
    ),
    "show suizhou x": ("此处多写了`x`", "用法见`polc show --help`"),
    "chek suizhou": ("没有命令`chek`", "是否应为`check`？"),
}


@pytest.mark.parametrize("words", WRONG_USAGE)
def test_wrong_usage_is_told_in_the_language(words: str) -> None:
    """All of it, and none of click's English."""
    verb, *more = words.split()
    why, way_out = WRONG_USAGE[words]
    done = run(verb, "--language", "zh", *more)
    assert done.stderr.splitlines()[2:] == [f"错误：{why}", f"  = 建议：{way_out}"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--nope"), "没有选项`--nope`"),
        (("check", "suizho"), "没有文件`suizho`"),
        (("check", "--nope", "--language", "en"), "there is no option `--nope`"),
    ],
    ids=["a wrong option", "a missing file", "asked in English"],
)
def test_the_language_of_the_environment(
    words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """POLC_LANGUAGE counts where no option says another."""
    monkeypatch.setenv("POLC_LANGUAGE", "zh")
    assert said in run(*words).stderr


def test_settlement_of_a_chinese_command() -> None:
    """The words of a settlement and of its explanation are told in the language asked for; a
    rule and what the file says stay as they are written."""
    told = run("settle", "suizhou", "examples/suizhou-dibao.json", "--explain", "--language", "zh")
    for word in (
        "支付层次",
        "金额",
        "结果",
        "条款",
        "剩余政策范围内费用",
        "个人负担",
        "计算过程",
        "适用身份",
    ):
        assert word in told.stdout
    for word in ("layer", "status", "patient pays", "how it came about", "by the rules of"):
        assert word not in told.stdout


def test_readings_of_a_chinese_command(tmp_path: Path) -> None:
    """What each open question comes to is told in the language asked for, refusals too."""
    case = tmp_path / "case.json"
    case.write_text('{"claims": [{"date": "2022-03-01", "in_policy": "500.00"}], "person": {}}')
    policy = written(tmp_path, IN_SEVERAL_WAYS)
    told = run("settle", policy, case, "--all-readings", "--language", "zh")
    for word in ("照现行选择", "其他选项", "个案被拒绝"):
        assert word in told.stdout
    for word in ("as it stands", "other answers", "is refused", "is not given"):
        assert word not in told.stdout


@pytest.mark.parametrize(
    "words",
    [
        "batch town.pol none.csv out --map town.toml",
        "audit town.pol none.csv out --map none.toml",
        "diff town.pol town.pol --population none.csv --map town.toml",
        "sample town.pol out --margins none.toml",
    ],
)
def test_a_table_is_told_of_in_the_policys_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """What cannot be read behind a Chinese policy is told in Chinese, where nothing else was
    asked for: neither `--language`, nor POLC_LANGUAGE, nor the locale."""
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)
    written(tmp_path, CHINESE.replace("diabo", "dibao"))
    (tmp_path / "town.toml").write_text('[claims]\nid = "id"\nperson = "p"\ndate = "d"\n')
    for name in ("POLC_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "`none." in run(*words.split()).stderr
    assert run(*words.split()).stderr.startswith("错误：")
    assert run(*words.split(), "--language", "en").stderr.startswith("error: ")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert run(*words.split()).stderr.startswith("error: ")
    monkeypatch.setenv("POLC_LANGUAGE", "zh")
    assert run(*words.split()).stderr.startswith("错误：")
