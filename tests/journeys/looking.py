"""How a page is looked at: axe-core, sideways scrolling, Chinese that was left in the English half."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW, WIDE = 360, 1280
CHINESE = re.compile(r"[一-鿿]+")
RUN = """async tags => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    rule.id + ' ' + node.target.join(' ') + ' ' + node.failureSummary.split('\\n').slice(1, 2).join(' ').trim()));
}"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA. Needs a context with ``bypass_csp``."""
    page.evaluate(_axe())
    return list(page.evaluate(RUN, TAGS))


def sideways(page: Page) -> list[str]:
    """Elements that make a narrow page scroll sideways."""
    return list(
        page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              const wide = [...document.querySelectorAll('body *')].filter(
                one => one.getBoundingClientRect().right > width + 1);
              return wide.slice(0, 5).map(one => 'scrolls sideways: ' + one.tagName + '.' + one.className);
            }"""
        )
    )


def untranslated(page: Page) -> list[str]:
    """Chinese words on the page that are neither marked as Chinese by ``lang`` nor the citation of a law."""
    text = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), out = [];
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (parent.closest('[lang|="zh"], script, style, template')) continue;
            if (parent.checkVisibility && !parent.checkVisibility()) continue;
            out.push(walker.currentNode.data);
          }
          return out;
        }"""
    )
    return sorted({found for line in text for found in CHINESE.findall(line) if not found.endswith("条")})
