// ---
// answered_by: walk
// topic: concentration
// title: {fr: Les fournisseurs derrière le plus d'acheteurs de santé, en: The suppliers behind most health buyers}
// description:
//   fr: "Les fournisseurs à qui plusieurs soignants, assureurs ou acheteurs de marchés publics nommés confient directement un service, et les incidents connus chez eux ; ce qui était terminé ce jour-là est à part."
//   en: "Suppliers to which several named care providers, insurers or buyers of public contracts entrust a service directly, and the incidents known at them; what had ended by that day is apart."
// parameters:
//   - {name: at_least, type: integer, meaning: {fr: nombre minimal d'acheteurs, en: least number of buyers}, example: 2, default: 2}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   supplier: {fr: fournisseur, en: supplier}
//   name: {fr: nom, en: name}
//   number: {fr: nombre, en: number}
//   buyers: {fr: acheteurs, en: buyers}
//   in_force: {fr: dont en vigueur, en: of them in force}
//   left: {fr: "l'avaient quitté", en: had left}
//   contested: {fr: dont contestés, en: of them contested}
//   incidents: {fr: incidents, en: incidents}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
