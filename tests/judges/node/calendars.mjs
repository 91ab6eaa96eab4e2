// Reads calendars with ical.js, and prints for each how many dates it has and what is wrong.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const { files } = JSON.parse(readFileSync(process.argv[2], "utf8"));

function read(text) {
  const faults = [];
  let calendar;
  try {
    calendar = new ICAL.Component(ICAL.parse(text));
  } catch (error) {
    return { events: 0, faults: [String(error.message)], first: "", last: "" };
  }
  if (calendar.name !== "vcalendar") faults.push(`it is a ${calendar.name}`);
  if (calendar.getFirstPropertyValue("version") !== "2.0") faults.push("no version 2.0");
  if (!calendar.getFirstPropertyValue("prodid")) faults.push("no prodid");
  const zones = new Set(
    calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid")),
  );
  const events = calendar.getAllSubcomponents("vevent");
  const uids = new Set();
  const days = [];
  for (const each of events) {
    const uid = each.getFirstPropertyValue("uid");
    try {
      if (!uid || uids.has(uid)) faults.push(`${uid}: no uid of its own`);
      uids.add(uid);
      for (const name of ["dtstamp", "dtstart", "summary"]) {
        if (each.getAllProperties(name).length !== 1) faults.push(`${uid}: not one ${name}`);
      }
      for (const property of each.getAllProperties()) {
        // Values are decoded when they are asked for.
        for (const value of property.getValues()) String(value);
        const zone = property.getParameter("tzid");
        if (zone && !zones.has(zone)) faults.push(`${uid}: no time zone ${zone}`);
      }
      const event = new ICAL.Event(each);
      days.push(event.startDate.toString().slice(0, 10), event.endDate.toString().slice(0, 10));
      // RFC 5545, 3.6.1: an hour without an end is a moment; an end must be later.
      const moment = !each.hasProperty("dtend") && !each.hasProperty("duration");
      const lasting = event.endDate.toJSDate() - event.startDate.toJSDate();
      if (moment ? lasting < 0 : !(lasting > 0)) {
        faults.push(`${uid}: it ends at ${event.endDate}, and begins at ${event.startDate}`);
      }
      for (const alarm of each.getAllSubcomponents("valarm")) {
        if (!alarm.getFirstPropertyValue("trigger")) faults.push(`${uid}: a reminder without time`);
      }
    } catch (error) {
      faults.push(`${uid}: ${error.message}`);
    }
  }
  days.sort();
  return { events: events.length, faults, first: days[0] ?? "", last: days.at(-1) ?? "" };
}

console.log(JSON.stringify(Object.fromEntries(
  files.map((file) => [file, read(readFileSync(file, "utf8"))]),
)));
