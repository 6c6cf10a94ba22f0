// ---
// topic: claims
// title: {fr: Les chiffres que leur auteur a remplacés, en: Figures that their author replaced}
// description:
//   fr: "Pour chaque chiffre remplacé par une déclaration postérieure du même auteur : l'ancien, le nouveau, et les dates."
//   en: "For each figure that a later statement of the same author replaced: the old one, the new one, and the dates."
// columns:
//   incident: {fr: incident, en: incident}
//   field: {fr: sujet, en: subject}
//   unit: {fr: unité, en: unit}
//   by: {fr: selon, en: by}
//   earlier_low: {fr: "avant, au moins", en: "earlier, at least"}
//   earlier_high: {fr: "avant, au plus", en: "earlier, at most"}
//   earlier_approximate: {fr: "avant, environ", en: "earlier, about"}
//   earlier_on: {fr: le, en: "on"}
//   later_low: {fr: "après, au moins", en: "later, at least"}
//   later_high: {fr: "après, au plus", en: "later, at most"}
//   later_approximate: {fr: "après, environ", en: "later, about"}
//   later_on: {fr: puis le, en: then on}
// ---
MATCH (new:Claim)-[:ABOUT]->(i:Incident)<-[:ABOUT]-(old:Claim)
WHERE old.id IN new.supersedes
RETURN i.id AS incident, old.field AS field, old.unit AS unit, old.by AS by, old.low AS earlier_low, old.high AS earlier_high,
       CASE WHEN old.low IS NULL AND old.high IS NULL THEN null ELSE coalesce(old.approximate, false) END AS earlier_approximate,
       old.made_on_edtf AS earlier_on, new.low AS later_low, new.high AS later_high,
       CASE WHEN new.low IS NULL AND new.high IS NULL THEN null ELSE coalesce(new.approximate, false) END AS later_approximate, new.made_on_edtf AS later_on
ORDER BY incident, field, earlier_on, new.id, old.id
