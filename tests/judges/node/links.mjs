// Reads pages over HTTP, follows every link on them, and prints which are dead.
import { readFileSync } from "node:fs";
import { LinkChecker } from "linkinator";

const { origin, pages } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const checker = new LinkChecker();
// A fragment that is met after its page has been read is remembered, and never looked for: it is
// in a second round, if nothing of the first is forgotten.
checker.fragmentsToCheck = new (class extends Map {
  delete() {
    return false;
  }
})();
const read = new Set();
checker.on("pagestart", (url) => read.add(url.href));
const check = () => checker.check({
  path: [...pages],
  recurse: false, // there is no page that is not among them
  checkFragments: true,
  checkCss: true,
  concurrency: 20,
  linksToSkip: async (url) => !url.startsWith(`${origin}/`),
});
await check();
const { links } = await check();

const short = (url) => String(url ?? "").replace(origin, "");
const fragments = [...checker.fragmentsToCheck].filter(([url]) => url.startsWith(`${origin}/`));
console.log(JSON.stringify({
  pages: pages.filter((url) => read.has(url)).length,
  addresses: new Set(links.filter((link) => link.state === "OK").map((link) => link.url)).size,
  fragments: fragments.reduce((sum, [, names]) => sum + names.size, 0),
  broken: links.filter((link) => link.state === "BROKEN").map((link) => ({
    url: short(link.url),
    parent: short(link.parent),
    why: link.url.includes("#") ? "no such fragment" : `status ${link.status}`,
  })),
}));
