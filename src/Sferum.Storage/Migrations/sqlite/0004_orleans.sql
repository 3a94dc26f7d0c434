-- step: expand
-- Orleans' grain storage and reminders; one process needs no clustering.
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS OrleansStorage
(
    GrainIdHash INTEGER NOT NULL, GrainIdN0 INTEGER NOT NULL, GrainIdN1 INTEGER NOT NULL,
    GrainTypeHash INTEGER NOT NULL, GrainTypeString TEXT NOT NULL,
    GrainIdExtensionString TEXT NULL, ServiceId TEXT NOT NULL,
    PayloadBinary BLOB NULL, ModifiedOn TEXT NOT NULL, Version INTEGER NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS UX_OrleansStorage ON OrleansStorage
  (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ifnull(GrainIdExtensionString,''), ServiceId);
INSERT OR REPLACE INTO OrleansQuery VALUES ('WriteToStorageKey', '
UPDATE OrleansStorage SET PayloadBinary=@PayloadBinary, ModifiedOn=datetime(''now''), Version=Version+1
 WHERE GrainIdHash=@GrainIdHash AND GrainTypeHash=@GrainTypeHash AND GrainIdN0=@GrainIdN0 AND GrainIdN1=@GrainIdN1
   AND GrainTypeString=@GrainTypeString AND ifnull(GrainIdExtensionString,'''')=ifnull(@GrainIdExtensionString,'''')
   AND ServiceId=@ServiceId AND Version=@GrainStateVersion
 RETURNING Version AS NewGrainStateVersion;
INSERT INTO OrleansStorage(GrainIdHash,GrainIdN0,GrainIdN1,GrainTypeHash,GrainTypeString,GrainIdExtensionString,ServiceId,PayloadBinary,ModifiedOn,Version)
 SELECT @GrainIdHash,@GrainIdN0,@GrainIdN1,@GrainTypeHash,@GrainTypeString,@GrainIdExtensionString,@ServiceId,@PayloadBinary,datetime(''now''),1
 WHERE @GrainStateVersion IS NULL
 ON CONFLICT DO NOTHING RETURNING Version AS NewGrainStateVersion;');
INSERT OR REPLACE INTO OrleansQuery VALUES ('ReadFromStorageKey', '
SELECT PayloadBinary, Version FROM OrleansStorage
 WHERE GrainIdHash=@GrainIdHash AND GrainTypeHash=@GrainTypeHash AND GrainIdN0=@GrainIdN0 AND GrainIdN1=@GrainIdN1
   AND GrainTypeString=@GrainTypeString AND ifnull(GrainIdExtensionString,'''')=ifnull(@GrainIdExtensionString,'''')
   AND ServiceId=@ServiceId LIMIT 1;');
INSERT OR REPLACE INTO OrleansQuery VALUES ('ClearStorageKey', '
UPDATE OrleansStorage SET PayloadBinary=NULL, ModifiedOn=datetime(''now''), Version=Version+1
 WHERE GrainIdHash=@GrainIdHash AND GrainTypeHash=@GrainTypeHash AND GrainIdN0=@GrainIdN0 AND GrainIdN1=@GrainIdN1
   AND GrainTypeString=@GrainTypeString AND ifnull(GrainIdExtensionString,'''')=ifnull(@GrainIdExtensionString,'''')
   AND ServiceId=@ServiceId AND Version=@GrainStateVersion
 RETURNING Version AS NewGrainStateVersion;');
INSERT OR REPLACE INTO OrleansQuery VALUES ('DeleteStorageKey', '
DELETE FROM OrleansStorage
 WHERE GrainIdHash=@GrainIdHash AND GrainTypeHash=@GrainTypeHash AND GrainIdN0=@GrainIdN0 AND GrainIdN1=@GrainIdN1
   AND GrainTypeString=@GrainTypeString AND ifnull(GrainIdExtensionString,'''')=ifnull(@GrainIdExtensionString,'''')
   AND ServiceId=@ServiceId AND Version=@GrainStateVersion
 RETURNING Version+1 AS NewGrainStateVersion;');
CREATE TABLE IF NOT EXISTS OrleansRemindersTable
(
    ServiceId TEXT NOT NULL, GrainId TEXT NOT NULL, ReminderName TEXT NOT NULL,
    StartTime TEXT NOT NULL, Period INTEGER NOT NULL, GrainHash INTEGER NOT NULL, Version INTEGER NOT NULL,
    PRIMARY KEY(ServiceId, GrainId, ReminderName)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS IX_OrleansReminders_Hash ON OrleansRemindersTable(ServiceId, GrainHash);
INSERT OR REPLACE INTO OrleansQuery VALUES ('UpsertReminderRowKey','
INSERT INTO OrleansRemindersTable(ServiceId,GrainId,ReminderName,StartTime,Period,GrainHash,Version)
VALUES(@ServiceId,@GrainId,@ReminderName,@StartTime,@Period,@GrainHash,0)
ON CONFLICT(ServiceId,GrainId,ReminderName) DO UPDATE SET StartTime=excluded.StartTime, Period=excluded.Period, GrainHash=excluded.GrainHash, Version=Version+1
RETURNING Version;');
INSERT OR REPLACE INTO OrleansQuery VALUES ('ReadReminderRowsKey','SELECT GrainId,ReminderName,StartTime,Period,Version FROM OrleansRemindersTable WHERE ServiceId=@ServiceId AND GrainId=@GrainId;');
INSERT OR REPLACE INTO OrleansQuery VALUES ('ReadReminderRowKey','SELECT GrainId,ReminderName,StartTime,Period,Version FROM OrleansRemindersTable WHERE ServiceId=@ServiceId AND GrainId=@GrainId AND ReminderName=@ReminderName;');
INSERT OR REPLACE INTO OrleansQuery VALUES ('ReadRangeRows1Key','SELECT GrainId,ReminderName,StartTime,Period,Version FROM OrleansRemindersTable WHERE ServiceId=@ServiceId AND GrainHash>@BeginHash AND GrainHash<=@EndHash;');
INSERT OR REPLACE INTO OrleansQuery VALUES ('ReadRangeRows2Key','SELECT GrainId,ReminderName,StartTime,Period,Version FROM OrleansRemindersTable WHERE ServiceId=@ServiceId AND (GrainHash>@BeginHash OR GrainHash<=@EndHash);');
INSERT OR REPLACE INTO OrleansQuery VALUES ('DeleteReminderRowKey','DELETE FROM OrleansRemindersTable WHERE ServiceId=@ServiceId AND GrainId=@GrainId AND ReminderName=@ReminderName AND Version=@Version; SELECT changes();');
INSERT OR REPLACE INTO OrleansQuery VALUES ('DeleteReminderRowsKey','DELETE FROM OrleansRemindersTable WHERE ServiceId=@ServiceId;');
