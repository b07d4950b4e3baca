"""法律问题 — the question that an article answers, formed by rule; the answer is the article itself, word for word.

The rules are tried in this order, the first that fits forms the question. None of them reads meaning into the text:
each looks for a form of words by which Chinese laws state such things.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .articles import Article

Rule = Callable[[str, Article], str]
THIS = r"(?:本法|本条例|本规定|本办法|本细则|本解释|本决定)"  # 中文
ENACTED = re.compile(rf"制定{THIS}")  # 中文
TERM = re.compile(
    rf"^{THIS}(?:所称|中的|所指|所谓)的?[“\"]?([^，。、；“”\"是]{{2,24}})[”\"]?[，,]?(?:是指|是|指)"  # 中文
)
APPLIES = re.compile(rf"(?:适用{THIS}|{THIS}适用于)")  # 中文
IN_FORCE = re.compile(rf"^{THIS}?.{{0,20}}自.{{2,24}}(?:起施行|起实施|起生效|起执行)")  # 中文
LIABLE = re.compile(r"^(?:违反|有下列(?:情形|行为)之一的?，?.{0,60}(?:处|责令|罚款))")  # 中文
PENALTY = re.compile(r"处.{1,24}(?:罚款|有期徒刑|拘役|拘留)|依法给予.{0,4}处分|追究刑事责任")  # 中文
IN_CHARGE = re.compile(r"(?:主管|负责|管理)全国.{0,40}工作|主管部门负责")  # 中文
WITHIN = re.compile(r"(?:应当)?(?:在|自).{2,50}?(?:日|月|年)(?:内|以内)")  # 中文


def question(law: str, article: Article) -> str:
    """The question in the official language, with the law's title and the article's number."""
    for rule in (_purpose, _term, _scope, _force, _penalty, _charge, _limit, _heading):
        if asked := rule(law, article):
            return asked
    return f"《{law}》{article.label}规定了什么？"  # 中文


def _purpose(law: str, article: Article) -> str:
    return f"为什么制定《{law}》？" if article.number == 1 and ENACTED.search(article.text) else ""  # 中文


def _term(law: str, article: Article) -> str:
    found = TERM.match(article.text)
    return f"《{law}》所称的“{found[1]}”是什么？（{article.label}）" if found else ""  # 中文


def _scope(law: str, article: Article) -> str:
    early = article.number <= 6 and APPLIES.search(article.first_sentence)
    return f"《{law}》适用于哪些情形？（{article.label}）" if early else ""  # 中文


def _force(law: str, article: Article) -> str:
    if not IN_FORCE.search(article.text[:80]):
        return ""
    return f"《{law}》从什么时候起施行？（{article.label}）"  # 中文


def _penalty(law: str, article: Article) -> str:
    liable = LIABLE.search(article.text) or "法律责任" in article.heading or "罚则" in article.heading  # 中文
    if liable and PENALTY.search(article.text):
        return f"《{law}》{article.label}对违法行为规定了怎样的责任？"  # 中文
    return ""


def _charge(law: str, article: Article) -> str:
    if not IN_CHARGE.search(article.first_sentence):
        return ""
    return f"《{law}》规定由谁主管？（{article.label}）"  # 中文


def _limit(law: str, article: Article) -> str:
    if article.heading and WITHIN.search(article.first_sentence):
        return f"《{law}》在“{article.heading}”中规定了怎样的期限？（{article.label}）"  # 中文
    return ""


def _heading(law: str, article: Article) -> str:
    if article.heading and article.heading not in ("总则", "附则", "一般规定", "基本规定"):  # 中文
        return f"《{law}》{article.label}关于“{article.heading}”规定了什么？"  # 中文
    return ""
