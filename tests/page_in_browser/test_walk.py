"""Somebody without a terminal, in Chinese: a section of a document is encoded, three mistakes are
mended by click, a case is settled, and what an official asks for is printed."""

from typing import Any

from tests.page_in_browser.using_page import field, opened, settle, write

SECTION = """\
政策 qingshan "青山县医疗救助" 版次 1
文件 qs "青医保发〔2026〕3号" 印发 2026年1月5日
施行 自 2026年2月1日 起  依据 qs "附则" QS-9
引入 identities
身份次序 特困人员 优先于 低保对象  依据 qs "一" QS-1.1
支付次序 医疗救助  依据 qs "一" QS-1.2

节 qs "二" "医疗救助" {
  待玉 assistance "医疗救助" 每笔结算 {
    对象 特困人员, 低保对像                            "1" QS-2.1
    每年 起付线 { 特困人员: 0元; 低保对象: 1，500元 }  "2" QS-2.2
    比例 { 特困人员: 100%; 低保对象: 70% }             "3" QS-2.3
    封顶线 每年 30000元                                "4" QS-2.4
  }
}
"""
"""Three mistakes: 待玉 for 待遇, 低保对像 for 低保对象, a comma in a number."""


def test_the_whole_walk(browser: Any, either: str) -> None:
    """(11,500 − 1,500) × 70% = 7,000 is paid; of 12,000 the person bears 5,000."""
    with opened(browser, either, locale="zh-CN") as page:
        page.evaluate("window.print = () => { window.printed = document.body.dataset.printed; }")
        write(page, SECTION)
        for mistake in ("待玉", "低保对像", "1,500"):
            mend(page, mistake)
        page.locator("#mistakes .fine").wait_for()
        assert "待遇 assistance" in page.locator(".cm-content").inner_text()

        page.get_by_role("button", name="添加：身份").click()
        field(page, "date").fill("2026-03-01")
        field(page, "total").fill("12000")
        field(page, "in_policy").fill("11500")
        settle(page)  # the identity is not said yet
        page.locator("#case fieldset .needed").first.wait_for()
        identity = page.locator("#case .field", has_text="身份").locator("select").first
        identity.select_option("dibao")
        settle(page)
        notice = page.locator("#result article", has_text="7000.00")
        notice.wait_for()
        assert "QS-2.3" in notice.locator("svg").first.text_content()
        assert "5000.00" in notice.inner_text()
        page.locator("#result button", has_text="打印").click()
        assert page.evaluate("window.printed") == "result"

        page.get_by_role("button", name="谁得到什么、依据哪一条").click()
        sheet = page.locator("#sheet article")
        sheet.wait_for()
        for said in ("低保对象", "70%", "QS-2.3", "1500", "QS-2.2", "30000", "QS-2.4"):
            assert said in sheet.inner_text()
        page.locator("#sheet button", has_text="打印").click()
        assert page.evaluate("window.printed") == "sheet"
        page.emulate_media(media="print")
        assert sheet.is_visible()
        for other in ("header", "#text", "#result", "#sheet button"):
            assert not page.locator(other).first.is_visible()
        assert page.pdf().startswith(b"%PDF")


def mend(page: Any, mistake: str) -> None:
    """Presses the fix of the mistake that names these words, and waits until it is gone."""
    told = page.locator("#mistakes li", has_text=mistake).first
    told.locator("button.fix").first.click()
    page.locator("#mistakes li", has_text=mistake).wait_for(state="detached")
