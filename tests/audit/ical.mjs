// Reads calendars with ical.js and says which show other meetings than they should: node ical.mjs PACKAGES FILE.
// FILE is JSON: [{name, calendar, first, last, meetings}], dates YYYY-MM-DD, meetings "START/END" as ical.js writes them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, file] = process.argv.slice(2);
const ICAL = createRequire(join(packages, "x.js"))("ical.js");

function meetings(calendar, first, last) {
  const found = [];
  const whole = new ICAL.Component(ICAL.parse(calendar));
  for (const component of whole.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const days = event.iterator();
    for (let day = days.next(); day && day.toString().slice(0, 10) <= last; day = days.next()) {
      if (day.toString().slice(0, 10) < first) continue;
      const { startDate, endDate } = event.getOccurrenceDetails(day);
      found.push(`${startDate}/${endDate}`);
    }
  }
  return found.sort();
}

let wrong = 0;
for (const { name, calendar, first, last, meetings: told } of JSON.parse(readFileSync(file, "utf8"))) {
  const found = meetings(calendar, first, last);
  if (JSON.stringify(found) === JSON.stringify(told)) continue;
  wrong += 1;
  const more = found.filter((meeting) => !told.includes(meeting));
  const less = told.filter((meeting) => !found.includes(meeting));
  console.log(`${name}: ${found.length} / ${told.length}, more ${more.slice(0, 3)}, less ${less.slice(0, 3)}`);
}
process.exit(wrong ? 1 : 0);
