const svg = "http://www.w3.org/2000/svg";

/** A bar as long as its share of the track, from 0 to 1. The number stands beside it, so it is not read out. */
export function bar(share, tone) {
  return drawing("chart", [["track", 0, 1], [`value ${tone}`, 0, share]]);
}

/** One bar made of several parts, [class, number] each. The numbers stand beside it, so it is not read out. */
export function stack(parts) {
  const all = Math.max(1, parts.reduce((sum, [, number]) => sum + number, 0));
  let at = 0;
  return drawing("stack", parts.map(([tone, number]) => {
    const part = [tone, at / all, number / all];
    at += number;
    return part;
  }));
}

function drawing(className, rectangles) {
  const created = document.createElementNS(svg, "svg");
  created.setAttribute("class", className);
  created.setAttribute("aria-hidden", "true");
  created.setAttribute("focusable", "false");
  for (const [tone, from, width] of rectangles) {
    const rectangle = document.createElementNS(svg, "rect");
    rectangle.setAttribute("class", tone);
    rectangle.setAttribute("x", `${from * 100}%`);
    rectangle.setAttribute("width", `${width * 100}%`);
    rectangle.setAttribute("height", "100%");
    created.append(rectangle);
  }
  return created;
}
