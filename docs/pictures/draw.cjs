/* Runs in the browser: draws each widget at its place in a grid of 24 columns, with Chart.js. */
/* global document, Chart */

const COLUMN = 50;
const ROW = 40;
const GAP = 6;
const COLORS = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
];

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const contents = {
  text: (widget, box) => {
    for (const line of widget.markdown.split("\n")) {
      const [, marks = "", rest] = /^(#*) ?(.*)$/.exec(line);
      const plain = rest.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
      box.append(element(marks ? `h${marks.length}` : "p", "", plain));
    }
  },
  alarm: (widget, box) => {
    const grid = element("div", "alarms");
    for (const { name, state } of widget.states) {
      const alarm = element("div", `state ${state}`);
      alarm.append(
        element("b", "", state === "INSUFFICIENT_DATA" ? "No data" : state),
        element("span", "", name),
      );
      alarm.title = name;
      grid.append(alarm);
    }
    box.append(grid);
  },
  log: (widget, box) => {
    const table = element("table");
    const columns = [...new Set(widget.rows.flatMap(Object.keys))];
    const head = element("tr");
    head.append(...columns.map((name) => element("th", "", name)));
    table.append(head);
    for (const row of widget.rows) {
      const line = element("tr");
      line.append(...columns.map((name) => element("td", "", row[name] ?? "")));
      table.append(line);
    }
    box.append(table);
  },
  // The sandbox runs no script, as CloudWatch strips them.
  custom: (widget, box) => {
    const frame = element("iframe");
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.srcdoc = `<style>body { font: 12px "Open Sans", sans-serif; margin: 0 }
      table { border-collapse: collapse; width: 100% } td, th { border-bottom: 1px solid #ddd; padding: 2px 6px; text-align: left }
      a.btn { border: 1px solid #0972d3; border-radius: 10px; color: #0972d3; padding: 1px 8px } cwdb-action { display: none }</style>${widget.html}`;
    box.append(frame);
  },
  metric: (widget, box) => {
    const holder = element("div", "chart");
    const canvas = element("canvas");
    holder.append(canvas);
    box.append(holder);
    const times = widget.lines[0]?.values.map((_, at) => at) ?? [];
    const line = ({ label, values }, index) => ({
      label,
      data: values,
      borderColor: COLORS[index % COLORS.length],
      backgroundColor: `${COLORS[index % COLORS.length]}66`,
      borderWidth: 1.5,
      pointRadius: 0,
      fill: widget.stacked,
    });
    const level = ({ label, value }) => ({
      label,
      data: times.map(() => value),
      borderColor: "#d13212",
      borderDash: [5, 4],
      borderWidth: 1,
      pointRadius: 0,
      stack: label,
    });
    new Chart(canvas, {
      type: "line",
      data: { labels: times, datasets: [...widget.lines.map(line), ...widget.levels.map(level)] },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        plugins: { legend: { position: "bottom", labels: { boxWidth: 10, font: { size: 9 } } } },
        scales: {
          x: {
            ticks: {
              maxTicksLimit: 6,
              font: { size: 9 },
              callback: (at) => `-${Math.round(((times.length - at) * 24) / times.length)} h`,
            },
          },
          y: { min: 0, stacked: widget.stacked, ticks: { font: { size: 9 }, maxTicksLimit: 5 } },
        },
      },
    });
  },
};

globalThis.drawDashboard = (widgets) => {
  const page = element("main");
  const rows = Math.max(...widgets.map(({ y, height }) => y + height));
  page.style.cssText = `width: ${24 * COLUMN}px; height: ${rows * ROW}px`;
  for (const widget of widgets) {
    const box = element("section", widget.type);
    box.style.cssText = [
      `left: ${widget.x * COLUMN + GAP / 2}px`,
      `top: ${widget.y * ROW + GAP / 2}px`,
      `width: ${widget.width * COLUMN - GAP}px`,
      `height: ${widget.height * ROW - GAP}px`,
    ].join("; ");
    if (widget.title) box.append(element("h3", "", widget.title));
    page.append(box);
    contents[widget.type](widget, box);
  }
  document.body.append(page);
};
