// Charts: drawn by ECharts from the data beside them. The table on the page says the same; without scripts it stands alone.
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const PATTERNS = ["solid", "dashed", "dotted"];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function axes(data) {
  const soft = colour("--ink-soft");
  return {
    xAxis: { type: "category", data: data.labels, axisLabel: { color: soft, hideOverlap: true } },
    yAxis: { type: "value", minInterval: data.whole ? 1 : 0, axisLabel: { color: soft }, splitLine: { lineStyle: { color: colour("--line") } } },
  };
}

function series(data) {
  return data.series.map((one, place) => ({
    type: data.kind,
    name: one.name,
    data: one.values,
    symbolSize: 5,
    showSymbol: data.labels.length < 70,
    lineStyle: { width: 2, type: PATTERNS[place % PATTERNS.length] },
    itemStyle: { color: colour(place ? "--ink-soft" : "--primary") },
  }));
}

function drawing(data) {
  return {
    animation: !still,
    aria: { enabled: true, decal: { show: data.kind === "bar" && data.series.length > 1 } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("--ink") },
    grid: { left: 8, right: 16, top: data.series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
    legend: { show: data.series.length > 1, top: 0, textStyle: { color: colour("--ink") } },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true },
    ...axes(data),
    series: series(data),
  };
}

async function draw(figure) {
  const library = await import(new URL(figure.dataset.library, document.baseURI));
  const place = figure.querySelector("[data-chart-place]");
  figure.hidden = false;
  const language = document.documentElement.lang === "en" ? "EN" : "ZH";
  const chart = library.init(place, null, { locale: language, renderer: "canvas" });
  chart.setOption(drawing(JSON.parse(figure.querySelector("script[type='application/json']").textContent)));
  new ResizeObserver(() => chart.resize({ silent: true })).observe(place);
  const fit = () => chart.resize({ silent: true });
  window.addEventListener("beforeprint", fit);
  window.addEventListener("afterprint", fit);
}

function drawAll() {
  for (const figure of document.querySelectorAll("[data-chart]:not([data-drawn])")) {
    figure.dataset.drawn = "";
    draw(figure);
  }
}

drawAll();
document.addEventListener("htmx:load", drawAll);
