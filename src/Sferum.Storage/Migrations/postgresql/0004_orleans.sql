-- step: expand
-- Orleans' clustering, grain storage and reminders.
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText text NOT NULL);

CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
  DeploymentId varchar(150) PRIMARY KEY, Timestamp timestamptz NOT NULL DEFAULT now(), Version int NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
  DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable, Address varchar(45) NOT NULL, Port int NOT NULL, Generation int NOT NULL,
  SiloName varchar(150) NOT NULL, HostName varchar(150) NOT NULL, Status int NOT NULL, ProxyPort int, SuspectTimes varchar(8000),
  StartTime timestamptz NOT NULL, IAmAliveTime timestamptz NOT NULL, PRIMARY KEY (DeploymentId, Address, Port, Generation));

CREATE TABLE IF NOT EXISTS OrleansStorage (
  GrainIdHash int NOT NULL, GrainIdN0 bigint NOT NULL, GrainIdN1 bigint NOT NULL, GrainTypeHash int NOT NULL, GrainTypeString varchar(512) NOT NULL,
  GrainIdExtensionString varchar(512), ServiceId varchar(150) NOT NULL, PayloadBinary bytea, ModifiedOn timestamptz NOT NULL DEFAULT now(), Version int NOT NULL)
  WITH (fillfactor = 70);
CREATE UNIQUE INDEX IF NOT EXISTS UX_OrleansStorage ON OrleansStorage
  (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, (coalesce(GrainIdExtensionString, '')), ServiceId);

CREATE TABLE IF NOT EXISTS OrleansRemindersTable (
  ServiceId varchar(150) NOT NULL, GrainId varchar(512) NOT NULL, ReminderName varchar(150) NOT NULL, StartTime timestamptz NOT NULL,
  Period bigint NOT NULL, GrainHash int NOT NULL, Version int NOT NULL, PRIMARY KEY (ServiceId, GrainId, ReminderName));
CREATE INDEX IF NOT EXISTS IX_OrleansReminders_Hash ON OrleansRemindersTable (ServiceId, GrainHash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpdateIAmAlivetimeKey', $q$UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;$q$),
('InsertMembershipVersionKey', $q$WITH i AS (INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::int FROM i;$q$),
('InsertMembershipKey', $q$WITH v AS (UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable
      WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation) RETURNING 1),
  m AS (INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT @DeploymentId::varchar, @Address::varchar, @Port::int, @Generation::int, @SiloName::varchar, @HostName::varchar, @Status::int, @ProxyPort::int, @StartTime::timestamptz, @IAmAliveTime::timestamptz FROM v
    ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::int FROM m;$q$),
('UpdateMembershipKey', $q$WITH v AS (UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (SELECT 1 FROM OrleansMembershipTable
      WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation) RETURNING 1),
  m AS (UPDATE OrleansMembershipTable SET Status = @Status::int, SuspectTimes = @SuspectTimes::varchar, IAmAliveTime = @IAmAliveTime::timestamptz
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation AND EXISTS (SELECT 1 FROM v) RETURNING 1)
  SELECT count(*)::int FROM m;$q$),
('MembershipReadRowKey', $q$SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
  WHERE v.DeploymentId = @DeploymentId;$q$),
('MembershipReadAllKey', $q$SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId WHERE v.DeploymentId = @DeploymentId;$q$),
('DeleteMembershipTableEntriesKey', $q$WITH m AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
  DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;$q$),
('GatewaysQueryKey', $q$SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;$q$),
('CleanupDefunctSiloEntriesKey', $q$DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3;$q$),
('WriteToStorageKey', $q$WITH u AS (UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary::bytea, ModifiedOn = now(), Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
      AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::varchar, '') AND ServiceId = @ServiceId AND Version = @GrainStateVersion::int RETURNING Version),
  i AS (INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, Version)
    SELECT @GrainIdHash::int, @GrainIdN0::bigint, @GrainIdN1::bigint, @GrainTypeHash::int, @GrainTypeString::varchar, @GrainIdExtensionString::varchar, @ServiceId::varchar, @PayloadBinary::bytea, 1
    WHERE @GrainStateVersion::int IS NULL ON CONFLICT DO NOTHING RETURNING Version)
  SELECT Version AS NewGrainStateVersion FROM u UNION ALL SELECT Version FROM i;$q$),
('ReadFromStorageKey', $q$SELECT PayloadBinary, Version FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
      AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::varchar, '') AND ServiceId = @ServiceId;$q$),
('ClearStorageKey', $q$UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
      AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::varchar, '') AND ServiceId = @ServiceId AND Version = @GrainStateVersion::int
    RETURNING Version AS NewGrainStateVersion;$q$),
('DeleteStorageKey', $q$DELETE FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
      AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::varchar, '') AND ServiceId = @ServiceId AND Version = @GrainStateVersion::int
    RETURNING Version + 1 AS NewGrainStateVersion;$q$),
('UpsertReminderRowKey', $q$INSERT INTO OrleansRemindersTable AS r (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = r.Version + 1
  RETURNING Version;$q$),
('ReadReminderRowsKey', $q$SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId;$q$),
('ReadReminderRowKey', $q$SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;$q$),
('ReadRangeRows1Key', $q$SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;$q$),
('ReadRangeRows2Key', $q$SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);$q$),
('DeleteReminderRowKey', $q$WITH d AS (DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version RETURNING 1) SELECT count(*)::int FROM d;$q$),
('DeleteReminderRowsKey', $q$DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;$q$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
