/* What the browser does beside Streamlit: links between views without a reload, copying, keys. Holds no crawled text. */
(() => {
  if (window.caretrail) return;
  window.caretrail = true;
  // Years played one after the other are one view in the history, not one each.
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const same = new URL(address, location.href).pathname === location.pathname;
    if (same && document.querySelector(".ct-playing")) history.replaceState(state, title, address);
    else push(state, title, address);
  };
  const follow = (address) => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    scrollTo({ top: 0 });
    document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  };
  const inner = (event) => {
    const link = event.target.closest?.("a[data-view]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    return plain && link && link.origin === location.origin ? link : null;
  };
  const copy = async (button) => {
    const told = button.textContent;
    try {
      const view = button.dataset.viewAddress;
      const address = view === undefined ? "" : ` ${new URL(view, location.href).href}`;
      await navigator.clipboard.writeText(`${button.dataset.copy}${address}`.trim());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Your browser does not allow copying";
    }
    setTimeout(() => { button.textContent = told; }, 1600);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (button) copy(button);
    const link = inner(event);
    if (link) {
      event.preventDefault();
      follow(link.href);
    }
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey) {
      const box = document.querySelector('[data-testid="stMain"] input[type="text"], [data-testid="stMain"] input[type="search"]');
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
  });
})();
