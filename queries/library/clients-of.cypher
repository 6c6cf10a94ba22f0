// ---
// answered_by: walk
// topic: suppliers
// title: {fr: Les clients d'un fournisseur, en: Clients of a supplier}
// description:
//   fr: Qui confie un service à un fournisseur ou utilise un de ses logiciels, avec les dates et les sources de chaque relation.
//   en: Who entrusts a supplier with a service or uses one of its products, with the dates and sources of each relation.
// parameters:
//   - {name: supplier, type: node, labels: [Organisation], meaning: {fr: le fournisseur, en: the supplier}, example: org:viamedis}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   known: {fr: nommé, en: named}
//   product: {fr: logiciel, en: product}
//   service: {fr: service, en: service}
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
