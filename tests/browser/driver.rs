//! A browser, driven through chromedriver: as much of the WebDriver protocol (W3C) as these tests need.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// One window, closed when dropped.
pub(crate) struct Browser {
    driver: Child,
    /// Kept open: the driver would fail to write to a closed one.
    _output: BufReader<ChildStdout>,
    port: u16,
    /// `/session/<id>`
    session: String,
}

impl Browser {
    /// A window of that size, in CSS pixels.
    pub(crate) fn start(width: u32, height: u32) -> Browser {
        Browser::launch(width, height, true)
    }

    /// The same where pages run no script.
    pub(crate) fn without_script(width: u32, height: u32) -> Browser {
        Browser::launch(width, height, false)
    }

    #[track_caller]
    fn launch(width: u32, height: u32, script: bool) -> Browser {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let mut output = BufReader::new(driver.stdout.take().expect("its output"));
        let port = port(&mut output);
        let mut browser = Browser { driver, _output: output, port, session: String::new() };
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--force-prefers-reduced-motion"];
        let content = if script { 1 } else { 2 };
        let options = json!({
            "args": arguments,
            "prefs": {"profile.managed_default_content_settings.javascript": content},
        });
        let made = browser.post(
            "/session",
            &json!({"capabilities": {"alwaysMatch": {
                "browserName": "chrome",
                "goog:loggingPrefs": {"browser": "ALL"},
                "goog:chromeOptions": options,
            }}}),
        );
        browser.session = format!("/session/{}", made["sessionId"].as_str().expect("a session"));
        // Several windows run at a time; each takes keys as if it were in front.
        browser.command("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
        browser.look(width, height, false);
        browser
    }

    /// Sets the size of the page, and whether the reader likes it dark.
    pub(crate) fn look(&self, width: u32, height: u32, dark: bool) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!(
                {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}
            ),
        );
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.command("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    fn command(&self, name: &str, parameters: Value) {
        self.ask("/goog/cdp/execute", &json!({"cmd": name, "params": parameters}));
    }

    /// Opens a file, at a part of it if `hash` names one.
    pub(crate) fn open(&self, page: &Path, hash: &str) {
        // Another hash alone would not load the page anew.
        self.ask("/url", &json!({"url": "about:blank"}));
        let path = page.to_str().expect("UTF-8").replace('%', "%25").replace(' ', "%20");
        self.ask("/url", &json!({"url": format!("file://{path}{hash}")}));
    }

    /// The value that a script returns.
    #[track_caller]
    pub(crate) fn run(&self, script: &str) -> Value {
        self.ask("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// The value that a script hands to its last argument.
    #[track_caller]
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.ask("/execute/async", &json!({"script": script, "args": []}))
    }

    /// Clicks on the first element of a selector, as a mouse does.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.ask(&format!("/element/{element}/click"), &json!({}));
    }

    /// The visible text of the first element of a selector.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        let element = self.element(selector);
        let text = self.request("GET", &format!("{}/element/{element}/text", self.session), None);
        text.as_str().expect("a text").to_owned()
    }

    #[track_caller]
    fn element(&self, selector: &str) -> String {
        let found = self.ask("/element", &json!({"using": "css selector", "value": selector}));
        let id = found.as_object().and_then(|found| found.values().next()?.as_str());
        id.expect("an element").to_owned()
    }

    /// Presses one key.
    #[track_caller]
    pub(crate) fn press(&self, key: &str) {
        let actions = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        self.ask("/actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]}));
    }

    /// What stands in the console; it is emptied.
    pub(crate) fn log(&self) -> Vec<String> {
        let entries = self.ask("/se/log", &json!({"type": "browser"}));
        entries.as_array().into_iter().flatten().map(|entry| entry["message"].to_string()).collect()
    }

    #[track_caller]
    fn ask(&self, path: &str, body: &Value) -> Value {
        self.post(&format!("{}{path}", self.session), body)
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        self.request("POST", path, Some(body))
    }

    #[track_caller]
    fn request(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let mut answer = self.exchange(method, path, body).expect("chromedriver answers");
        assert!(answer["value"]["error"].is_null(), "{method} {path}: {answer}");
        answer["value"].take()
    }

    /// One request over a connection of its own.
    fn exchange(&self, method: &str, path: &str, body: Option<&Value>) -> io::Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let body = body.map(Value::to_string).unwrap_or_default();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{body}",
            self.port,
            body.len()
        )?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            match line.trim_end().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().map_err(io::Error::other)?;
                }
                _ if line.trim_end().is_empty() => break,
                _ => {}
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        Ok(serde_json::from_slice(&answer)?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closes the browser; killing the driver alone would leave it running.
        let _ = self.exchange("DELETE", &self.session, None);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that chromedriver says it listens on.
#[track_caller]
fn port(output: &mut impl BufRead) -> u16 {
    for line in output.lines().map_while(Result::ok) {
        let said = line.split("on port ").nth(1).and_then(|rest| rest.trim_end_matches('.').parse().ok());
        if let Some(port) = said.filter(|&port| port != 0) {
            return port;
        }
    }
    panic!("chromedriver names no port");
}
