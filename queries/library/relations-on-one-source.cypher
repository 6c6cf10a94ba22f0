// ---
// answered_by: walk
// topic: gaps
// title: {fr: "Les relations qui ne tiennent qu'à une source", en: Relations that rest on one source}
// description:
//   fr: À qui une organisation fait confiance, selon un seul document ; ce document retiré, la relation disparaît.
//   en: Whom an organisation trusts according to a single document; without that document the relation is gone.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:harmonie-mutuelle"}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   relation: {fr: relation, en: relation}
//   end: {fr: à, en: to}
//   service: {fr: service, en: service}
//   source: {fr: source, en: source}
//   since: {fr: depuis, en: since}
//   until: {fr: "jusqu'à", en: until}
//   seen_on: {fr: relevé le, en: last seen}
//   on_day: {fr: ce jour-là, en: on that day}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   contested_by: {fr: contesté par, en: contested by}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
