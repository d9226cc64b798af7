// Look at every address given with Lighthouse, and write one line of JSON for each: the score of
// each category (0 to 100), the layout shift, and the requests that the first view waits for.
import {launch} from 'chrome-launcher';
import lighthouse, {Gatherer, defaultConfig} from 'lighthouse';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

// Lighthouse asks for robots.txt from inside the page, where our Content-Security-Policy lets
// nothing be asked for (Chromium 156: “CSP violation”). Search engines ask from outside; so here.
class RobotsTxt extends Gatherer {
  meta = {supportedModes: ['navigation', 'snapshot']};

  async getArtifact({baseArtifacts}) {
    const answer = await fetch(new URL('/robots.txt', baseArtifacts.URL.finalDisplayedUrl));
    return {status: answer.status, content: await answer.text()};
  }
}

const config = {
  ...defaultConfig,
  artifacts: defaultConfig.artifacts.map((one) =>
    one.id === 'RobotsTxt' ? {id: one.id, gatherer: {instance: new RobotsTxt()}} : one),
  settings: {...defaultConfig.settings, onlyCategories: categories, disableFullPageScreenshot: true},
};

const tries = 3;

// On a busy machine Chromium may lose the trace of a page, and Lighthouse asks to be run again.
async function look(address, left = tries) {
  const {lhr} = await lighthouse(address, {port: chrome.port}, config);
  if (!lhr.runtimeError) return lhr;
  if (left === 1) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  return look(address, left - 1);
}

const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
try {
  for (const address of process.argv.slice(2)) {
    const lhr = await look(address);
    for (const category of Object.values(lhr.categories)) {
      const lost = category.auditRefs.filter(({id, weight}) => weight && lhr.audits[id].score < 1);
      for (const {id} of lost) console.error(`${address}: ${category.id}: ${lhr.audits[id].title}`);
    }
    const scores = categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
    const requests = lhr.audits['network-requests'].details.items;
    console.log(JSON.stringify({
      ...Object.fromEntries(scores),
      cls: lhr.audits['cumulative-layout-shift'].numericValue,
      // The icon comes when the page is there; Chromium calls it “Other”.
      requests: requests.filter((one) => !['Other', 'Script'].includes(one.resourceType)).length,
    }));
  }
} finally {
  chrome.kill();
}
