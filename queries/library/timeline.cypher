// ---
// topic: incidents
// title: {fr: La chronologie des incidents, en: The incidents in order of time}
// description:
//   fr: Chaque incident avec ses dates (survenu, détecté, public, rétabli) et ses effets ; une date vide n'est pas connue. Sans premier jour, un incident compte au dernier jour où il a pu survenir ou être connu.
//   en: Each incident with its dates (occurred, detected, public, restored) and effects; an empty date is not known. Without a first day an incident counts on the last day on which it may have occurred or become known.
// parameters:
//   - {name: since, type: date, meaning: {fr: à partir de ce jour (tous sinon), en: from that day on (else all)}, example: 2025-01-01, default: null}
// columns:
//   occurred_from: {fr: survenu à partir du, en: occurred from}
//   incident: {fr: incident, en: incident}
//   occurred_to: {fr: "jusqu'au", en: to}
//   detected_on: {fr: détecté, en: detected}
//   disclosed_on: {fr: public, en: disclosed}
//   restored_on: {fr: rétabli, en: restored}
//   effects: {fr: effets, en: effects}
// ---
MATCH (i:Incident)
WITH i, coalesce(i.occurred_from, i.detected_on, i.disclosed_on, i.occurred_to, i.known_by) AS day
WHERE $since IS NULL OR day >= $since
RETURN i.occurred_from AS occurred_from, i.id AS incident, i.occurred_to AS occurred_to, i.detected_on AS detected_on, i.disclosed_on AS disclosed_on,
       i.restored_on AS restored_on, i.effects AS effects
ORDER BY day, incident
