// ---
// answered_by: walk
// topic: products
// title: {fr: Qui héberge quoi, en: Where it runs}
// description:
//   fr: Où tournent les services ; un hébergeur qu'une source mentionne sans le nommer reste visible comme inconnu.
//   en: Who hosts what; a host that a source mentions without a name stays visible as unknown.
// parameters:
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   hosted: {fr: hébergé, en: hosted}
//   host: {fr: hébergeur, en: host}
//   named: {fr: nommé, en: named}
//   since: {fr: depuis, en: since}
//   until: {fr: "jusqu'à", en: until}
//   seen_on: {fr: relevé le, en: last seen}
//   on_day: {fr: ce jour-là, en: on that day}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   contested_by: {fr: contesté par, en: contested by}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
