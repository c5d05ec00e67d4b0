"""The picture of a bill: each bar as long as its amount, where the one before it ended."""

from polc.markup.element import Element
from polc.pictures.labels import break_lines
from polc.pictures.waterfall import WIDTH, Bar, draw_waterfall

BARS = (
    Bar(label="bill", fen=100_00, what="whole"),
    Bar(label="basic", fen=60_00, what="less", note="SZ-1"),
    Bar(label="help", fen=15_00, what="less"),
    Bar(label="own", fen=25_00, what="rest"),
)


def bars_of(picture: Element) -> list[tuple[str, str, str]]:
    """Where each bar begins, and how long it is."""
    return [
        (bar.get("class", ""), bar.get("x", ""), bar.get("width", ""))
        for bar in picture.iter("rect")
        if bar.get("class") != "ground"
    ]


def test_each_bar_begins_where_the_one_before_ended() -> None:
    """Of 400 units 100 yuan are all: 60 yuan take 240 and leave 160, 15 take 60 and leave 100."""
    assert WIDTH == 400
    assert bars_of(draw_waterfall(BARS, "a", "t")) == [
        ("whole", "0.00", "400.00"),
        ("less", "160.00", "240.00"),
        ("less", "100.00", "60.00"),
        ("rest", "0.00", "100.00"),
    ]


def test_it_is_described_in_words() -> None:
    """For those who do not see it: every bar with its amount."""
    picture = draw_waterfall(BARS, "a", "the bill")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "a-title a-desc"
    assert [part.text for part in picture.findall("title")] == ["the bill"]
    told = picture.find("desc")
    assert told is not None
    assert told.text == "bill 100.00; basic 60.00; help 15.00; own 25.00"


def test_a_bill_of_nothing_is_drawn() -> None:
    """No bar is as long as anything."""
    picture = draw_waterfall([Bar(label="bill", fen=0, what="whole")], "a", "t")
    assert bars_of(picture) == [("whole", "0.00", "0.00")]


def test_words_are_broken_into_lines() -> None:
    """Between Chinese characters, each two columns wide, and between words."""
    assert break_lines("政策范围内费用", 8) == ["政策范围", "内费用"]
    assert break_lines("left of the costs", 8) == ["left of", "the", "costs"]
    assert break_lines("abcdefghij", 8) == ["abcdefgh", "ij"]
