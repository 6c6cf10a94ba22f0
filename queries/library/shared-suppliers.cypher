// ---
// answered_by: walk
// topic: concentration
// title: {fr: Le même fournisseur derrière plusieurs assureurs, en: The same supplier behind several insurers}
// description:
//   fr: "Les fournisseurs que plusieurs assureurs nommés atteignent, directement ou par un intermédiaire ; ceux qui l'avaient quitté ce jour-là et les groupes sans nom sont à part, et ceux dont une relation du chemin est contestée sont nommés."
//   en: "Suppliers that several named insurers reach, directly or through an intermediary; those that had left by that day, and unnamed groups, are apart, and those of whose way somebody contests a relation are named."
// parameters:
//   - {name: at_least, type: integer, meaning: {fr: nombre minimal d'assureurs, en: least number of insurers}, example: 2, default: 2}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   supplier: {fr: fournisseur, en: supplier}
//   name: {fr: nom, en: name}
//   number: {fr: nombre, en: number}
//   insurers: {fr: assureurs, en: insurers}
//   in_force: {fr: dont en vigueur, en: of them in force}
//   left: {fr: "l'avaient quitté", en: had left}
//   groups: {fr: groupes sans nom, en: unnamed groups}
//   contested: {fr: dont contestés, en: of them contested}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
