"""`--all-readings` as an official reads it."""

from typing import Any

from polc.cli.render.readings import as_text
from polc.compiler.format.width import column_width
from tests.api.test_questions import POLICY, case

TITLES = {"basic": "基本", "second": "二次"}


def shown(given: dict[str, Any], width: int = 100) -> str:
    return as_text("c.json", POLICY.settle_all_readings(given).to_dict(), TITLES, width)


def test_the_whole_text() -> None:
    """Two stays of 2000, each with the alert's 5000 far away. By the year basic pays
    (4000 − 1000) × 60% = 1800, 1200 by the stay; 2100 and 1400 at 70%. The second pays 10%
    of the rest: 220, 280; 190, 260; nothing where only nights count."""
    text = shown(case("2000.00", "2000.00", night=False))
    assert text == (
        "c.json: what each open question comes to, in yuan, sums of the year\n"
        "\n"
        "as it stands\n"
        "  basic 基本   1800.00\n"
        "  second 二次   220.00\n"
        "  remaining    1980.00\n"
        "\n"
        "other answers, each by itself: what is paid in all, what changes\n"
        "  XX-A1  period 按年还是按次\n"
        "    a  按年           as it stands\n"
        "    b  按次  -540.00  basic 基本 -600.00, second 二次 +60.00, remaining +540.00\n"
        "  XX-A2  rates 比例\n"
        "    a  低           as it stands\n"
        "    b  高  +270.00  basic 基本 +300.00, second 二次 -30.00, remaining -270.00\n"
        "  XX-A3  hours 时间\n"
        "    a  不限           as it stands\n"
        "    b  夜间  -220.00  second 二次 -220.00, remaining +220.00\n"
        "\n"
        "several together: 8 different results of 16 settlements\n"
        "  basic 基本  second 二次  remaining  answers\n"
        "     1800.00       220.00    1980.00  as it stands\n"
        "     1200.00       280.00    2520.00  XX-A1=b\n"
        "     2100.00       190.00    1710.00  XX-A2=b\n"
        "     1800.00         0.00    2200.00  XX-A3=b\n"
        "     1400.00       260.00    2340.00  XX-A1=b XX-A2=b\n"
        "     1200.00         0.00    2800.00  XX-A1=b XX-A3=b\n"
        "     2100.00         0.00    1900.00  XX-A2=b XX-A3=b\n"
        "     1400.00         0.00    2600.00  XX-A1=b XX-A2=b XX-A3=b\n"
        "\n"
        "asked, and of no consequence by itself\n"
        "  XX-A4  edge 超过  a  超过\n"
    )


def test_a_refusal_is_told() -> None:
    """An answer under which the case cannot be settled says what is missing."""
    assert "the case is refused: `night` is not given" in " ".join(shown(case("2000.00")).split())


def test_no_line_is_wider_than_asked() -> None:
    """At 70 columns the last column is broken."""
    lines = shown(case("2000.00", "7000.00", night=False), 70).splitlines()
    assert max(map(column_width, lines[1:])) <= 70
