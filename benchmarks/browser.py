"""A headless Chromium that is told what to do: pages to open, keys to press, pictures to take.

Takes the path of a Chromium, gives tabs. Speaks the browser's own protocol (Chrome DevTools
Protocol, https://chromedevtools.github.io/devtools-protocol/) over two pipes, so that it needs no
driver, no port and no package. One browser for many pages: a start takes a second, a page does not.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

PATIENCE = 60.0
"""Seconds that an answer is waited for: the slowest page of a large case on a busy machine."""
FIRST_FREE = 10
"""Where descriptors are moved to before they take the places 3 and 4, which they may hold."""
KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    "Space": (32, " "),
    "ArrowDown": (40, ""),
}
"""Keys by name: the code that Windows gave them, and the text that they write."""


class Failed(Exception):
    """The browser does not answer, or says that it cannot."""


def chromium() -> str | None:
    """The machine's own Chromium, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Browser:
    """One running browser; for a `with` statement."""

    def __init__(self, program: str, options: Sequence[str] = ()) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._buffer = b""
        self._last = 0
        self._events: list[dict[str, Any]] = []
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, FIRST_FREE) for end in (to_read, to_write)]
        for end in (to_read, to_write):
            os.close(end)

        def places() -> None:
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self._process = subprocess.Popen(
            [
                program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--remote-debugging-pipe", "--no-first-run", "--disable-background-networking",
                f"--user-data-dir={self._profile.name}", *options,
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            # only what it duplicates runs in the child, and no thread of ours holds a lock
            preexec_fn=places, pass_fds=(3, 4), start_new_session=True,  # noqa: PLW1509
        )  # fmt: skip
        for end in ends:
            os.close(end)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the browser."""
        try:
            self.send("Browser.close")
        except Failed:
            self._process.kill()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._write)
        os.close(self._read)
        self._profile.cleanup()

    def send(
        self, method: str, given: Mapping[str, Any] | None = None, session: str = ""
    ) -> dict[str, Any]:
        """One command and its answer. Raises Failed."""
        self._last += 1
        told: dict[str, Any] = {"id": self._last, "method": method, "params": dict(given or {})}
        if session:
            told["sessionId"] = session
        try:
            os.write(self._write, json.dumps(told).encode() + b"\0")
        except OSError as error:
            raise Failed(f"{method}: {error}") from None
        until = time.monotonic() + PATIENCE
        while True:
            message = self._message(until, method)
            if message.get("id") != told["id"]:
                self._events.append(message)
                continue
            if "error" in message:
                raise Failed(f"{method}: {message['error']}")
            result: dict[str, Any] = message["result"]
            return result

    def event(self, name: str, session: str) -> dict[str, Any]:
        """The next event of a name in a tab, waited for. Raises Failed."""
        until = time.monotonic() + PATIENCE
        while True:
            for number, message in enumerate(self._events):
                if message.get("method") == name and message.get("sessionId") == session:
                    given: dict[str, Any] = self._events.pop(number)["params"]
                    return given
            self._events.append(self._message(until, name))

    def happened(self, name: str, session: str) -> list[dict[str, Any]]:
        """What happened of a name in a tab since it was last asked."""
        fits = [m for m in self._events if (m.get("method"), m.get("sessionId")) == (name, session)]
        self._events = [m for m in self._events if m not in fits]
        return [message["params"] for message in fits]

    def _message(self, until: float, awaited: str) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            part = os.read(self._read, 1 << 20) if ready else b""
            if not part:
                raise Failed(f"{awaited}: no answer from the browser")
            self._buffer += part
        told, self._buffer = self._buffer.split(b"\0", 1)
        message: dict[str, Any] = json.loads(told)
        return message

    def tab(
        self, width: int = 1280, height: int = 900, dark: bool = False, scripts: bool = True
    ) -> Tab:
        """A new tab of a width, in the light or in the dark, with scripts or without.

        It shares no cookies with another: each is a visitor of its own.
        """
        context = self.send("Target.createBrowserContext")["browserContextId"]
        asked = {"url": "about:blank", "browserContextId": context}
        target = self.send("Target.createTarget", asked)["targetId"]
        attached = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})
        tab = Tab(self, context, attached["sessionId"])
        for domain in ("Page", "Runtime", "Log", "Network", "DOM"):
            tab.send(f"{domain}.enable")
        tab.resize(width, height)
        tab.shade(dark)
        if not scripts:
            tab.send("Emulation.setScriptExecutionDisabled", {"value": True})
        return tab


class Tab:
    """One tab."""

    def __init__(self, browser: Browser, context: str, session: str) -> None:
        self._browser = browser
        self._context = context
        self._session = session

    def send(self, method: str, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One command to this tab and its answer."""
        return self._browser.send(method, given, self._session)

    def close(self) -> None:
        """Closes the tab."""
        self._browser.send("Target.disposeBrowserContext", {"browserContextId": self._context})

    def resize(self, width: int, height: int = 900) -> None:
        """Makes the window so wide and high, in CSS pixels."""
        narrow = width < 600
        self.send(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": narrow},
        )

    def shade(self, dark: bool) -> None:
        """Asks for the page in the dark, or in the light."""
        shade = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", {"features": [shade]})

    def go(self, address: str) -> None:
        """Opens an address and waits until all of it is there."""
        self.run("window.leftBehind = true")
        self._browser.happened("Page.loadEventFired", self._session)
        told = self.send("Page.navigate", {"url": address})
        if "errorText" in told:
            raise Failed(f"{address}: {told['errorText']}")
        self.loaded()
        # the page that is left may have come to its end only now: its event is not the one meant
        until = time.monotonic() + PATIENCE
        while not self._arrived():
            if time.monotonic() > until:
                raise Failed(f"{address}: not there after {PATIENCE} seconds")
            time.sleep(0.02)

    def _arrived(self) -> bool:
        try:
            return bool(self.run("!window.leftBehind && document.readyState === 'complete'"))
        except Failed:
            return False

    def loaded(self) -> None:
        """Waits for the next page to be there."""
        self._browser.event("Page.loadEventFired", self._session)

    def run(self, script: str) -> Any:
        """What a script gives, as JSON; a promise is waited for. Raises Failed where it throws."""
        asked = {
            "expression": script,
            "returnByValue": True,
            "awaitPromise": True,
            "userGesture": True,
        }
        told = self.send("Runtime.evaluate", asked)
        if "exceptionDetails" in told:
            raise Failed(f"{script[:80]}: {told['exceptionDetails']}")
        return told["result"].get("value")

    def press(self, key: str, shift: bool = False) -> None:
        """Presses one key: a letter, or one of KEYS."""
        code, text = KEYS.get(key, (ord(key[0].upper()), key))
        name = " " if key == "Space" else key
        event = {"key": name, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 * shift}
        down = {"type": "keyDown" if text else "rawKeyDown", "text": text}
        self.send("Input.dispatchKeyEvent", {**event, **{k: v for k, v in down.items() if v}})
        self.send("Input.dispatchKeyEvent", {**event, "type": "keyUp"})

    def write(self, text: str) -> None:
        """Writes where the cursor stands."""
        self.send("Input.insertText", {"text": text})

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Puts files into a form's field."""
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        found = self.send("DOM.querySelector", {"nodeId": root, "selector": selector})
        given = {"nodeId": found["nodeId"], "files": [str(file) for file in files]}
        self.send("DOM.setFileInputFiles", given)

    def complaints(self) -> list[str]:
        """What the browser said against the page since it was last asked: errors, refusals."""
        told = [
            entry["entry"]["text"]
            for entry in self._browser.happened("Log.entryAdded", self._session)
            if entry["entry"]["level"] == "error"
        ]
        thrown = self._browser.happened("Runtime.exceptionThrown", self._session)
        return told + [json.dumps(one["exceptionDetails"])[:300] for one in thrown]

    def asked_for(self) -> list[str]:
        """The addresses that were asked for since it was last asked."""
        sent = self._browser.happened("Network.requestWillBeSent", self._session)
        return [one["request"]["url"] for one in sent]

    def first_paint(self) -> float:
        """Milliseconds from the request to the first words or pictures of this page."""
        told = self.run(
            "new Promise(done => {const seen = () => {"
            "const all = performance.getEntriesByType('paint');"
            "all.length ? done(Math.max(...all.map(one => one.startTime)))"
            " : requestAnimationFrame(seen)}; seen()})"
        )
        return float(told)

    def picture(self, file: Path, highest: int = 12_000) -> None:
        """Takes a picture of the whole page, of at most so many pixels in height."""
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        taken = self.send(
            "Page.captureScreenshot",
            {
                "captureBeyondViewport": True,
                "clip": {
                    "x": 0,
                    "y": 0,
                    "width": size["width"],
                    "height": min(size["height"], highest),
                    "scale": 1,
                },
            },
        )
        file.write_bytes(base64.b64decode(taken["data"]))

    def printed(self, file: Path) -> None:
        """Prints the page to a PDF, on the paper that its style sheet names, A4 else."""
        given = {
            "preferCSSPageSize": True,
            "paperWidth": 8.27,
            "paperHeight": 11.69,
            "printBackground": True,
        }
        file.write_bytes(base64.b64decode(self.send("Page.printToPDF", given)["data"]))
