// ---
// answered_by: walk
// topic: concentration
// title: {fr: Les clients communs à deux fournisseurs, en: Clients that two suppliers share}
// description:
//   fr: Les organisations qui font confiance à deux fournisseurs à la fois, donc exposées par l'un comme par l'autre.
//   en: Organisations that trust two suppliers, and so are exposed by either of them.
// parameters:
//   - {name: one, type: node, labels: [Organisation], meaning: {fr: un fournisseur, en: one supplier}, example: "org:viamedis"}
//   - {name: other, type: node, labels: [Organisation], meaning: {fr: "l'autre", en: the other}, example: "org:almerys"}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   known: {fr: nommé, en: named}
//   with_one: {fr: avec le premier, en: with the one}
//   with_other: {fr: "avec l'autre", en: with the other}
//   statuses: {fr: statut de chaque relation, en: status of each relation}
//   contested_by: {fr: contesté par, en: contested by}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
