namespace Sferum.Keys;

/// <summary>
/// The ring of the master key, read at its first use and not when it is handed out: a process is put together before
/// <see cref="MasterKey.Prepare"/> has made or checked the file.
/// </summary>
internal sealed class KeyRingInTime(MasterKey master) : IKeyRing
{
    public ReadOnlyMemory<byte> AuditKey => master.Ring.AuditKey;

    public ReadOnlyMemory<byte> AccessTokenKey => master.Ring.AccessTokenKey;

    public ReadOnlyMemory<byte> PushKey => master.Ring.PushKey;

    public byte[] BodyHash(ReadOnlySpan<byte> body) => master.Ring.BodyHash(body);

    public byte[] PhoneHash(string phone) => master.Ring.PhoneHash(phone);

    public byte[] SecretHash(string purpose, string secret) => master.Ring.SecretHash(purpose, secret);

    public byte[] Encrypt(string text) => master.Ring.Encrypt(text);

    public string Decrypt(byte[] sealedText) => master.Ring.Decrypt(sealedText);
}
