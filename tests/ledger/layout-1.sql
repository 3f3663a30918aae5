-- A ledger of layout 1, as Concord 0.1.0 made it from the reports of conftest.py.
PRAGMA application_id = 1129270851;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
INSERT INTO "content" VALUES('2e0339dfd8db4b656e42fa8bae21bf04022054d0c7cfead596a204942527d311',X'3C703E6F6E652E20313230302070656F706C652072657475726E65642E20313330302070656F706C652072657475726E65642E2048652064656E6965642069742E3C2F703E');
INSERT INTO "content" VALUES('cb362f6a5551604eef287928e117208b82194e32d9ae53a6bdeab7e47db40972',X'6F6E652E20313230302070656F706C652072657475726E65642E20313330302070656F706C652072657475726E65642E2048652064656E6965642069742E');
INSERT INTO "content" VALUES('1ba3ff5690c19e5355e17d3772d5923298fb6dffb499d511dce918242485dccd',X'3C703E74776F2E2037372070656F706C652072657475726E65642E2048652064656E6965642069742E3C2F703E');
INSERT INTO "content" VALUES('736515f296bb2c03977ce8176bf38f02021515ad36c5599fa16c2c92c569f64e',X'74776F2E2037372070656F706C652072657475726E65642E2048652064656E6965642069742E');
CREATE TABLE decision (
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  "kind" TEXT,
  "claims" TEXT,
  "party" TEXT,
  "by" TEXT,
  "at" TEXT,
  "why" TEXT,
  "correction" TEXT,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "decision" VALUES(5,0,'3efc49d4244d2810c8e376f3','disputed','["a8d82ce49ef3396bf19992ea"]','gov-af','spokesperson','2025-04-19T10:00:00+04:30','counted twice','[]');
CREATE TABLE document (
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  "name" TEXT,
  "sha256" TEXT,
  "media_type" TEXT,
  "text_sha256" TEXT,
  "title" TEXT,
  "publisher" TEXT,
  "published" TEXT,
  "language" TEXT,
  "address" TEXT,
  "retrieved" TEXT,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "document" VALUES(1,0,'e5a44feb654628c9ecc6faa5','one','2e0339dfd8db4b656e42fa8bae21bf04022054d0c7cfead596a204942527d311','text/html','cb362f6a5551604eef287928e117208b82194e32d9ae53a6bdeab7e47db40972',NULL,NULL,'2025-04-18',NULL,NULL,NULL);
INSERT INTO "document" VALUES(3,0,'dbb1470e1f0b0c2652f05754','two','1ba3ff5690c19e5355e17d3772d5923298fb6dffb499d511dce918242485dccd','text/html','736515f296bb2c03977ce8176bf38f02021515ad36c5599fa16c2c92c569f64e',NULL,NULL,'2025-04-18',NULL,NULL,NULL);
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO "entry" VALUES(1,'document','e5a44feb654628c9ecc6faa5','2025-04-18T10:00:00.000000+00:00','{"address":null,"language":null,"media_type":"text/html","name":"one","published":"2025-04-18","publisher":null,"retrieved":null,"sha256":"2e0339dfd8db4b656e42fa8bae21bf04022054d0c7cfead596a204942527d311","text":"one. 1200 people returned. 1300 people returned. He denied it.","text_sha256":"cb362f6a5551604eef287928e117208b82194e32d9ae53a6bdeab7e47db40972","title":null}','0000000000000000000000000000000000000000000000000000000000000000','29bdbc78e38a51e704171e07256ed2c526ecc00945d1a7c8de57dafd8561b1cd');
INSERT INTO "entry" VALUES(2,'reading','88ce193fb46cfcafbfdf2ff0','2025-04-18T10:00:00.000000+00:00','{"document":"e5a44feb654628c9ecc6faa5","figures":[{"because":[{"end":9,"field":"measure","start":5}],"candidates":[{"field":"status","values":["acc","undocumented"]}],"country":null,"cumulative":true,"document":"e5a44feb654628c9ecc6faa5","end":9,"id":"a8d82ce49ef3396bf19992ea","kind":"flow","manner":null,"measure":"returned","nationality":null,"part_of":null,"party":"gov-pk","period_end":"2025-04","period_start":null,"phase":null,"place":null,"precision":"exact","projected":false,"publisher":null,"rest_status":null,"said":null,"sex_age":null,"source":null,"start":5,"status":null,"text":"1200","unit":"individuals","value":1200,"value_high":null},{"because":[{"end":31,"field":"measure","start":27}],"candidates":[{"field":"status","values":["acc","undocumented"]}],"country":null,"cumulative":true,"document":"e5a44feb654628c9ecc6faa5","end":31,"id":"f34ac0913ff71266ad00c937","kind":"flow","manner":null,"measure":"returned","nationality":null,"part_of":null,"party":"gov-pk","period_end":"2025-04","period_start":null,"phase":null,"place":null,"precision":"exact","projected":false,"publisher":null,"rest_status":null,"said":null,"sex_age":null,"source":null,"start":27,"status":null,"text":"1300","unit":"individuals","value":1300,"value_high":null}],"reader":"concord 1","statements":[{"about":null,"denies":null,"document":"e5a44feb654628c9ecc6faa5","end":62,"id":"abc787ac475457f5141ca130","kind":"denial","party":null,"publisher":null,"said":null,"source":null,"start":49,"text":"He denied it."}]}','29bdbc78e38a51e704171e07256ed2c526ecc00945d1a7c8de57dafd8561b1cd','0a4e3ee3aa852fdbeca247fc0fda62a7338197e745c0cf243f189e12237e636e');
INSERT INTO "entry" VALUES(3,'document','dbb1470e1f0b0c2652f05754','2025-04-19T10:00:00.000000+00:00','{"address":null,"language":null,"media_type":"text/html","name":"two","published":"2025-04-18","publisher":null,"retrieved":null,"sha256":"1ba3ff5690c19e5355e17d3772d5923298fb6dffb499d511dce918242485dccd","text":"two. 77 people returned. He denied it.","text_sha256":"736515f296bb2c03977ce8176bf38f02021515ad36c5599fa16c2c92c569f64e","title":null}','0a4e3ee3aa852fdbeca247fc0fda62a7338197e745c0cf243f189e12237e636e','cc67e78ead214bf1460dd7fbd15ec52e9b296bb81693b2aeb0b52f3dc7b0044f');
INSERT INTO "entry" VALUES(4,'reading','ba9ab1496b131eb7a4a4f2bc','2025-04-19T10:00:00.000000+00:00','{"document":"dbb1470e1f0b0c2652f05754","figures":[{"because":[{"end":9,"field":"measure","start":5}],"candidates":[{"field":"status","values":["acc","undocumented"]}],"country":null,"cumulative":true,"document":"dbb1470e1f0b0c2652f05754","end":7,"id":"bde8aff0cbd4b37654a0cab4","kind":"flow","manner":null,"measure":"returned","nationality":null,"part_of":null,"party":"gov-pk","period_end":"2025-04","period_start":null,"phase":null,"place":null,"precision":"exact","projected":false,"publisher":null,"rest_status":null,"said":null,"sex_age":null,"source":null,"start":5,"status":null,"text":"77","unit":"individuals","value":77,"value_high":null}],"reader":"concord 1","statements":[{"about":null,"denies":null,"document":"dbb1470e1f0b0c2652f05754","end":38,"id":"1078040f70ec934792351245","kind":"denial","party":null,"publisher":null,"said":null,"source":null,"start":25,"text":"He denied it."}]}','cc67e78ead214bf1460dd7fbd15ec52e9b296bb81693b2aeb0b52f3dc7b0044f','90002e6ba72246f6c7e4cb9bc60077e6172cd22b320b55621145d260f062d6bc');
INSERT INTO "entry" VALUES(5,'decision','3efc49d4244d2810c8e376f3','2025-04-20T10:00:00.000000+00:00','{"at":"2025-04-19T10:00:00+04:30","by":"spokesperson","claims":["a8d82ce49ef3396bf19992ea"],"correction":[],"kind":"disputed","party":"gov-af","why":"counted twice"}','90002e6ba72246f6c7e4cb9bc60077e6172cd22b320b55621145d260f062d6bc','1f443efc6bd7a1f1565fb985f901a377189f32c2fca984871a97e5883243cd94');
CREATE TABLE figure (
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  "document" TEXT,
  "start" INTEGER,
  "end" INTEGER,
  "text" TEXT,
  "value" ANY,
  "value_high" ANY,
  "precision" TEXT,
  "unit" TEXT,
  "measure" TEXT,
  "projected" INTEGER,
  "status" TEXT,
  "sex_age" TEXT,
  "nationality" TEXT,
  "country" TEXT,
  "place" TEXT,
  "kind" TEXT,
  "period_start" TEXT,
  "period_end" TEXT,
  "source" TEXT,
  "party" TEXT,
  "phase" TEXT,
  "manner" TEXT,
  "cumulative" INTEGER,
  "part_of" INTEGER,
  "rest_status" TEXT,
  "said" TEXT,
  "publisher" TEXT,
  "because" TEXT,
  "candidates" TEXT,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "figure" VALUES(2,0,'a8d82ce49ef3396bf19992ea','e5a44feb654628c9ecc6faa5',5,9,'1200',1200,NULL,'exact','individuals','returned',0,NULL,NULL,NULL,NULL,NULL,'flow',NULL,'2025-04',NULL,'gov-pk',NULL,NULL,1,NULL,NULL,NULL,NULL,'[{"end":9,"field":"measure","start":5}]','[{"field":"status","values":["acc","undocumented"]}]');
INSERT INTO "figure" VALUES(2,1,'f34ac0913ff71266ad00c937','e5a44feb654628c9ecc6faa5',27,31,'1300',1300,NULL,'exact','individuals','returned',0,NULL,NULL,NULL,NULL,NULL,'flow',NULL,'2025-04',NULL,'gov-pk',NULL,NULL,1,NULL,NULL,NULL,NULL,'[{"end":31,"field":"measure","start":27}]','[{"field":"status","values":["acc","undocumented"]}]');
INSERT INTO "figure" VALUES(4,0,'bde8aff0cbd4b37654a0cab4','dbb1470e1f0b0c2652f05754',5,7,'77',77,NULL,'exact','individuals','returned',0,NULL,NULL,NULL,NULL,NULL,'flow',NULL,'2025-04',NULL,'gov-pk',NULL,NULL,1,NULL,NULL,NULL,NULL,'[{"end":9,"field":"measure","start":5}]','[{"field":"status","values":["acc","undocumented"]}]');
CREATE TABLE reading (
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  "document" TEXT,
  "reader" TEXT,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "reading" VALUES(2,0,'88ce193fb46cfcafbfdf2ff0','e5a44feb654628c9ecc6faa5','concord 1');
INSERT INTO "reading" VALUES(4,0,'ba9ab1496b131eb7a4a4f2bc','dbb1470e1f0b0c2652f05754','concord 1');
CREATE TABLE statement (
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  "document" TEXT,
  "start" INTEGER,
  "end" INTEGER,
  "text" TEXT,
  "kind" TEXT,
  "source" TEXT,
  "party" TEXT,
  "about" TEXT,
  "denies" INTEGER,
  "said" TEXT,
  "publisher" TEXT,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "statement" VALUES(2,0,'abc787ac475457f5141ca130','e5a44feb654628c9ecc6faa5',49,62,'He denied it.','denial',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "statement" VALUES(4,0,'1078040f70ec934792351245','dbb1470e1f0b0c2652f05754',25,38,'He denied it.','denial',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE UNIQUE INDEX entry_once ON entry (kind, id);
CREATE INDEX entry_by_recorded_at ON entry (recorded_at);
CREATE INDEX document_by_id ON document (id);
CREATE INDEX document_by_sha256 ON document (sha256);
CREATE INDEX document_by_text_sha256 ON document (text_sha256);
CREATE INDEX reading_by_id ON reading (id);
CREATE INDEX reading_by_document_seq ON reading (document, seq);
CREATE INDEX figure_by_id ON figure (id);
CREATE INDEX figure_by_document ON figure (document);
CREATE INDEX figure_by_measure_status_party ON figure (measure, status, party);
CREATE INDEX statement_by_id ON statement (id);
CREATE INDEX statement_by_document ON statement (document);
CREATE INDEX decision_by_id ON decision (id);
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE kind = NEW.kind AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: entry holds this already'); END;
CREATE TRIGGER content_is_never_replaced BEFORE INSERT ON content
WHEN EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: content holds this already'); END;
CREATE TRIGGER document_is_never_replaced BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: document holds this already'); END;
CREATE TRIGGER reading_is_never_replaced BEFORE INSERT ON reading
WHEN EXISTS (SELECT 1 FROM reading WHERE seq = NEW.seq AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: reading holds this already'); END;
CREATE TRIGGER figure_is_never_replaced BEFORE INSERT ON figure
WHEN EXISTS (SELECT 1 FROM figure WHERE seq = NEW.seq AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: figure holds this already'); END;
CREATE TRIGGER statement_is_never_replaced BEFORE INSERT ON statement
WHEN EXISTS (SELECT 1 FROM statement WHERE seq = NEW.seq AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: statement holds this already'); END;
CREATE TRIGGER decision_is_never_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE seq = NEW.seq AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: decision holds this already'); END;
CREATE TRIGGER entry_refuses_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no UPDATE on entry'); END;
CREATE TRIGGER entry_refuses_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no DELETE on entry'); END;
CREATE TRIGGER content_refuses_update BEFORE UPDATE ON content
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no UPDATE on content'); END;
CREATE TRIGGER content_refuses_delete BEFORE DELETE ON content
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no DELETE on content'); END;
CREATE TRIGGER document_refuses_update BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no UPDATE on document'); END;
CREATE TRIGGER document_refuses_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no DELETE on document'); END;
CREATE TRIGGER reading_refuses_update BEFORE UPDATE ON reading
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no UPDATE on reading'); END;
CREATE TRIGGER reading_refuses_delete BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no DELETE on reading'); END;
CREATE TRIGGER figure_refuses_update BEFORE UPDATE ON figure
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no UPDATE on figure'); END;
CREATE TRIGGER figure_refuses_delete BEFORE DELETE ON figure
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no DELETE on figure'); END;
CREATE TRIGGER statement_refuses_update BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no UPDATE on statement'); END;
CREATE TRIGGER statement_refuses_delete BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no DELETE on statement'); END;
CREATE TRIGGER decision_refuses_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no UPDATE on decision'); END;
CREATE TRIGGER decision_refuses_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no DELETE on decision'); END;
COMMIT;
