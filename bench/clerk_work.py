"""What fifty clerks do: the Locust side of bench/clerks.py, in a process of its own (gevent changes what it touches).

The plan comes as JSON on standard input: address, seconds, sessions of acceptors and examiners, cases to accept, the
window. The result goes to standard output as JSON: milliseconds of every act, requests, errors.
"""

import json
import re
import sys
from collections import deque

import gevent
from locust import FastHttpUser, between, task
from locust.env import Environment

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PLAN = json.load(sys.stdin)
TO_ACCEPT = deque(PLAN["cases"])
TO_EXAMINE: deque[str] = deque()
SESSIONS = {name: deque(PLAN[name]) for name in ("acceptors", "examiners")}
ACTS: list[float] = []
ERRORS: list[str] = []


class Clerk(FastHttpUser):
    """Somebody at a desk: looks at it, opens a case, does the act; between the steps there are seconds of reading."""

    abstract = True
    wait_time = between(*PLAN["reading"])
    kind = ""

    def on_start(self) -> None:
        self.cookie = SESSIONS[self.kind].popleft()

    def seen(self, path: str, name: str) -> str:
        with self.client.get(path, name=name, headers={"Cookie": self.cookie}, catch_response=True) as answer:
            if answer.status_code != 200:
                ERRORS.append(f"GET {name} {answer.status_code}")
                answer.failure(str(answer.status_code))
            return answer.text or ""

    def acts(self, path: str, name: str, page: str, **facts: str) -> bool:
        """Sends the form of the page; an act that was done leads on by 302."""
        token = TOKEN.search(page)
        if token is None:
            ERRORS.append(f"{name} without a form")
            return False
        body = {"csrfmiddlewaretoken": token[1], **facts}
        headers = {"Cookie": self.cookie, "Referer": PLAN["address"]}
        with self.client.post(
            path, body, name=name, headers=headers, allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != 302:
                ERRORS.append(f"POST {name} {answer.status_code}")
                answer.failure(str(answer.status_code))
                return False
            ACTS.append(answer.request_meta["response_time"])
            return True


class Acceptor(Clerk):
    """窗口受理."""

    kind = "acceptors"

    @task
    def accept(self) -> None:
        if not TO_ACCEPT:
            return
        case = TO_ACCEPT.popleft()
        self.seen("/desk/", "desk")
        self.seen(f"/approvals/applications/{case}/", "case")
        there = f"/approvals/applications/{case}/acceptance/"
        page = self.seen(there, "acceptance")
        gevent.sleep(1)
        if self.acts(there, "accept", page, window=PLAN["window"]):
            TO_EXAMINE.append(case)


class Examiner(Clerk):
    """处室审核."""

    kind = "examiners"

    @task
    def examine(self) -> None:
        self.seen("/desk/", "desk")
        if not TO_EXAMINE:
            return
        case = TO_EXAMINE.popleft()
        there = f"/approvals/applications/{case}/assignment/"
        reviewer = PLAN["reviewers"][self.cookie]
        if not self.acts(there, "assign", self.seen(there, "assignment"), reviewer=reviewer):
            return
        there = f"/approvals/applications/{case}/examination/"
        page = self.seen(there, "examination")
        gevent.sleep(1)
        self.acts(there, "examine", page, opinion="grant", grounds="材料齐全，符合条件。")


def main() -> None:
    users = {Acceptor: len(PLAN["acceptors"]), Examiner: len(PLAN["examiners"])}
    for kind, count in users.items():
        kind.fixed_count = count
    environment = Environment(user_classes=list(users), host=PLAN["address"])
    runner = environment.create_local_runner()
    runner.start(sum(users.values()), spawn_rate=10)
    gevent.sleep(PLAN["seconds"])
    runner.quit()
    told = {"acts": ACTS, "requests": environment.stats.total.num_requests, "errors": ERRORS}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
