"""A headless Chromium, driven through ChromeDriver's WebDriver protocol over plain HTTP."""
import base64
import json
import re
import shutil
import subprocess
import tempfile
import urllib.request

SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"]


class Browser:
    """with Browser() as browser: ..."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="offercast-browser.")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = next(match[1] for match in (re.search(r"started successfully on port (\d+)", line)
                                           for line in self.driver.stdout) if match)
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": shutil.which("chromium"), "args": SWITCHES + [f"--user-data-dir={self.folder}"]}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options,
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        answer = self.post("", {"capabilities": {"alwaysMatch": wanted}})
        self.address += "/" + answer["sessionId"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            urllib.request.urlopen(urllib.request.Request(self.address, method="DELETE"), timeout=30).close()
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.folder, ignore_errors=True)

    def post(self, path, body):
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def devtools(self, command, **parameters):
        return self.post("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def show(self, path, width, scheme="light", policy=True):
        """Opens a page. policy False: its Content-Security-Policy does not hold."""
        self.devtools("Page.setBypassCSP", enabled=not policy)
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
                      mobile=width < 600)
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.post("/url", {"url": "file://" + path})

    def run(self, script, *arguments):
        return self.post("/execute/sync", {"script": script, "args": list(arguments)})

    def said(self):
        """What came to the console since the last time."""
        return [entry["message"] for entry in self.post("/se/log", {"type": "browser"})]

    def requested(self):
        """The addresses that pages asked for since the last time; the browser's own pages do not count."""
        events = [json.loads(entry["message"])["message"] for entry in self.post("/se/log", {"type": "performance"})]
        asked = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [one["request"]["url"] for one in asked if not one["documentURL"].startswith("chrome://")]

    def printed(self, path):
        """As PDF, on A4."""
        pages = self.devtools("Page.printToPDF", printBackground=True, paperWidth=8.27, paperHeight=11.69)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(pages))
