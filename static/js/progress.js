// A list is being read or taken in: say how far, and show the page that comes after.
const AGAIN = 1000; // milliseconds

document.querySelectorAll("[data-progress]").forEach(follow);

function follow(waiting) {
  const timer = setInterval(async () => {
    try {
      const now = await (await fetch(waiting.dataset.progress)).json();
      if (now.state !== waiting.dataset.state || now.stalled) {
        clearInterval(timer);
        location.reload();
      }
      show(waiting, now);
    } catch {
      // the network is gone for a while: the next time will tell
    }
  }, AGAIN);
}

function show(waiting, { read, total }) {
  if (!total) return;
  const bar = waiting.querySelector("progress");
  bar.max = total;
  bar.value = read;
  waiting.querySelector("[data-said]").textContent = `${read.toLocaleString()} / ${total.toLocaleString()}`;
}
