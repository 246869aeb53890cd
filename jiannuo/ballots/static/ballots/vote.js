// The ballot in the browser: one question a screen, sealed here, sent without cookies. Matches jiannuo/ballots/sealing.py.
"use strict";
(() => {
  const form = document.getElementById("ballot");
  const token = document.getElementById("token");
  const plainWay = document.getElementById("plain-way");
  const found = decodeURIComponent(location.hash.slice(1));
  if (!(window.crypto && crypto.subtle)) {
    document.getElementById("plain-link").hash = location.hash;
    return;
  }
  history.replaceState(null, "", location.pathname); // the slip's code stays out of the browser's history
  const facts = JSON.parse(form.dataset.facts);
  const steps = [...form.querySelectorAll(".ballot-step")];
  const named = (name) => steps.findIndex((step) => step.dataset.step === name);
  const SETTLE = 250; // milliseconds: the choice is seen before the page moves on; a second tap is not the next answer
  let at = 0;
  let shownAt = 0;
  let moving = 0;
  let hasLooked = false; // from the last look one goes to a question and straight back
  let sealed = null;

  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const CHECKS = LETTERS + "*~$=U";
  const readToken = (typed) => {
    const text = [...typed.toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0")].filter((c) => CHECKS.includes(c)).join("");
    if (text.length !== 17) return "";
    let rest = 0;
    for (const letter of text.slice(0, 16)) {
      const value = LETTERS.indexOf(letter);
      if (value < 0) return "";
      rest = (rest * 32 + value) % 37;
    }
    return CHECKS[rest] === text[16] ? text : "";
  };

  const show = (to) => {
    clearTimeout(moving);
    at = to;
    shownAt = performance.now();
    steps.forEach((step, i) => { step.hidden = i !== to; });
    if (steps[to].dataset.step === "look") look();
    const next = steps[to].querySelector("[data-looked]");
    if (next && hasLooked) next.textContent = next.dataset.looked;
    const head = steps[to].querySelector("[tabindex]");
    if (head) head.focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  const chosen = (question) => {
    const box = form.querySelector(`input[name=q${question}]:checked`);
    return box ? Number(box.value) : 255;
  };
  const goOn = () => show(hasLooked && steps[at].dataset.step === "question" ? named("look") : at + 1);
  const look = () => {
    hasLooked = true;
    let left = 0;
    facts.options.forEach((_, question) => {
      const box = form.querySelector(`input[name=q${question}]:checked`);
      const place = form.querySelector(`[data-answer="${question}"]`);
      place.textContent = box ? box.nextElementSibling.textContent : "没有选";
      place.classList.toggle("ballot-left-out", !box);
      left += box ? 0 : 1;
    });
    const told = document.getElementById("left-out");
    told.hidden = !left;
    told.querySelector("strong").textContent = left;
  };
  const isReady = () => {
    const isGood = readToken(token.value) !== "";
    document.getElementById("token-error").hidden = isGood;
    if (!isGood) { document.getElementById("code-box").hidden = false; token.focus(); }
    return isGood;
  };

  const ballot = () => {
    const bytes = new Uint8Array(facts.options.length + facts.remark); // always the same length
    facts.options.forEach((_, question) => { bytes[question] = chosen(question); });
    if (facts.remark) {
      const said = new TextEncoder().encode(document.getElementById("remark").value.trim()).slice(0, facts.remark);
      bytes.set(said, facts.options.length);
    }
    return bytes;
  };
  const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const textOf = (bytes) => btoa(String.fromCharCode(...bytes));
  const seal = async (plain) => {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const theirs = await crypto.subtle.importKey("raw", bytesOf(facts.key), curve, false, []);
    const once = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, once.privateKey, 256);
    const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const derive = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: new TextEncoder().encode("jiannuo ballot") };
    const key = await crypto.subtle.deriveKey(derive, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const box = Uint8Array.from(facts.box.match(/../g), (pair) => parseInt(pair, 16));
    const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12), additionalData: box }, key, plain);
    const mine = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
    const whole = new Uint8Array(mine.length + body.byteLength);
    whole.set(mine);
    whole.set(new Uint8Array(body), mine.length);
    return textOf(whole);
  };

  const pause = (seconds, tell) => new Promise((done) => {
    const began = performance.now();
    const tick = () => {
      const part = seconds ? (performance.now() - began) / 1000 / seconds : 1;
      tell(Math.min(1, part));
      if (part >= 1) done(); else setTimeout(tick, 200);
    };
    tick();
  });
  const random = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
  const send = async () => {
    const answer = await fetch(form.dataset.cast, {
      method: "POST", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: readToken(token.value), ballot: sealed }),
    });
    const told = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(told.sentence), { sentence: told.sentence });
    return told;
  };
  const fail = (sentence) => {
    const place = document.getElementById("cast-error");
    show(named("look"));
    place.textContent = sentence;
    place.hidden = false;
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.to) show(Number(button.dataset.to));
    if (button.dataset.go === "back") show(at - 1);
    if (button.dataset.go === "next" && (at > 0 || isReady())) goOn();
  });
  // A choice by finger or mouse (`detail` counts its clicks) goes on by itself; arrow keys and the space bar only choose.
  form.addEventListener("click", (event) => {
    if (!event.detail || !event.target.closest(".ballot-choice")) return;
    if (performance.now() - shownAt < SETTLE) {
      event.preventDefault();
      return;
    }
    clearTimeout(moving);
    moving = setTimeout(goOn, SETTLE);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (steps[at].dataset.step !== "look") return;
    document.getElementById("cast-error").hidden = true;
    show(named("wait"));
    try {
      sealed = await seal(ballot()); // sent again after a lost connection it is the same ballot of the same slip
      const bar = document.getElementById("waiting");
      await pause(random() * facts.wait, (part) => { bar.value = 100 * part; });
      const told = await send();
      document.getElementById(told.repeat ? "receipt-again" : "receipt").textContent = told.receipt;
      sealed = null;
      form.reset();
      show(named(told.repeat ? "repeat" : "done"));
    } catch (error) {
      fail(error.sentence || "网络没有接通，票可能还没有送到。请连上网络后再按一次“投出这张票”；同一张票只会计一次。");
    }
  });

  plainWay.hidden = true;
  form.hidden = false;
  if (readToken(found)) {
    token.value = found;
    document.getElementById("code-box").hidden = true;
    document.getElementById("code-known").hidden = false;
  }
})();
