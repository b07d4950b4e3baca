"""Reading aloud: by keyboard, paragraph by paragraph; where there is no voice, the button says so."""

from __future__ import annotations

from playwright.sync_api import expect

from .looking import NARROW, sideways
from .people import Cast

VOICE = """
Object.defineProperty(window, "speechSynthesis", { value: new (class extends EventTarget {
  said = []; paused = false;
  getVoices() { return [{ lang: "zh-CN" }]; }
  speak(one) { this.said.push(one.text); this.last = one; }
  cancel() {} pause() { this.paused = true; } resume() { this.paused = false; }
})() });
"""
MUTE = 'Object.defineProperty(window.speechSynthesis, "getVoices", { value: () => [] });'


def test_by_keyboard_from_the_title_on(cast: Cast) -> None:
    visitor = cast.anyone()
    visitor.context.add_init_script(VOICE)
    page = visitor.go("/requests/")
    button = page.get_by_role("button", name="朗读", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    play = page.locator("[data-reading-play]")
    expect(play).to_be_focused()
    page.keyboard.press("Enter")
    expect(play).to_have_text("暂停")
    expect(page.locator("h1.being-read")).to_have_text("依申请公开")
    page.evaluate("speechSynthesis.last.onend()")
    said = page.evaluate("speechSynthesis.said")
    assert said[0] == "依申请公开"
    assert said[1].startswith("公民、法人和其他组织可以向行政机关申请获取")
    page.keyboard.press("Alt+Shift+R")
    expect(play).to_have_text("继续朗读")
    page.locator("[data-reading-close]").press("Enter")
    expect(button).to_be_focused()
    assert page.locator(".being-read").count() == 0


def test_without_a_voice_it_says_so(cast: Cast) -> None:
    visitor = cast.anyone(width=NARROW)
    visitor.context.add_init_script(MUTE)
    page = visitor.go("/disclosure/")
    page.keyboard.press("Alt+Shift+R")
    expect(page.locator("[data-reading-play]")).to_have_text("没有语音，再试一次")
    expect(page.get_by_role("status").filter(has_text="这个浏览器没有能朗读本页的语音")).to_be_visible()
    assert page.locator(".being-read").count() == 0
    assert sideways(page) == []
