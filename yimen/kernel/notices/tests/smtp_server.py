"""A small real SMTP server for tests, run as its own process: ``python smtp_server.py PORT FOLDER [refuse]``.

Keeps each message as a file; ``refuse`` refuses every recipient; ``hang_up`` closes after taking a message's text
without an answer, as a server that dies at the worst moment.
"""

import socketserver
import sys
from pathlib import Path


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self):
        self.say("220 test")
        for raw in self.rfile:
            word = raw.decode().strip().upper()
            if word.startswith(("EHLO", "HELO")):
                self.say("250 test")
            elif word.startswith("RCPT") and self.server.mode == "refuse":
                self.say("550 no such mailbox")
            elif word == "DATA":
                self.say("354 go on")
                if self.take() == "hang_up":
                    return
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take(self):
        lines = []
        for raw in self.rfile:
            if raw.rstrip(b"\r\n") == b".":
                break
            lines.append(raw)
        folder = Path(self.server.folder)
        (folder / f"{len(list(folder.iterdir())):04d}.eml").write_bytes(b"".join(lines))
        return self.server.mode


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    with Server(("127.0.0.1", int(sys.argv[1])), Session) as server:
        server.folder, server.mode = sys.argv[2], (sys.argv[3:] or [""])[0]
        server.serve_forever()
