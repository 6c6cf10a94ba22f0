// A Worker for pages that are opened from a folder, where browsers allow none: its script runs in a hidden frame of the page instead.
// The search of the site looks for the name IFrameWorker to know that it is there.
(() => {
  if (location.protocol !== "file:") return;

  class FolderWorker extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.document.open();
      inside.document.write("<!doctype html><head></head><body></body>");
      inside.document.close();
      const load = (url) =>
        new Promise((done, failed) => {
          const script = inside.document.createElement("script");
          script.src = url;
          script.onload = done;
          script.onerror = () => failed(new Error(url));
          inside.document.head.append(script);
        });
      inside.postMessage = (data) => {
        const message = new MessageEvent("message", { data });
        this.dispatchEvent(message);
        if (this.onmessage) this.onmessage(message);
      };
      inside.importScripts = async (...urls) => {
        for (const url of urls) await load(url);
      };
      this.ready = load(address);
    }

    postMessage(data) {
      const inside = this.frame.contentWindow;
      this.ready.then(() => inside.dispatchEvent(new inside.MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = window.Worker = FolderWorker;
})();
