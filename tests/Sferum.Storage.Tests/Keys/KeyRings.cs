using System.Security.Cryptography;
using System.Text;

namespace Sferum.Keys;

public sealed class A_key_ring
{
    private static readonly byte[] Master = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private readonly KeyRing _keys = new(Master);

    /// <summary>What was stored with a master key must be found again with it: these bytes never change.</summary>
    [Fact]
    public void Derives_the_same_keys_for_ever()
    {
        Assert.Equal("A95BB58F0305ECA00B9554A13DAEC9C0CA26629208F7B312F8D7EA42606B3AA9", Convert.ToHexString(_keys.PhoneHash("+79000000000")));
        Assert.Equal("AC218DBD9C48425D5A08D2CED31D0F71126C93EB0E083F42D1B8FAABFE665140", Convert.ToHexString(_keys.SecretHash("code", "000000")));
        Assert.Equal("C8F66AC1A1E163E563A9F2F7EBD72204", Convert.ToHexString(_keys.BodyHash("привет"u8)));
        Assert.Equal("65C1EC9EB54FC01975FBC1BAB27DF14B", Convert.ToHexString(_keys.Fingerprint));
    }

    [Fact]
    public void Of_another_master_key_agrees_in_nothing()
    {
        var other = new KeyRing(RandomNumberGenerator.GetBytes(32));
        Assert.NotEqual(_keys.PhoneHash("+79000000000"), other.PhoneHash("+79000000000"));
        Assert.NotEqual(_keys.Fingerprint, other.Fingerprint);
        Assert.NotEqual(_keys.AccessTokenKey.ToArray(), other.AccessTokenKey.ToArray());
        Assert.ThrowsAny<CryptographicException>(() => other.Decrypt(_keys.Encrypt("+79000000000")));
    }

    [Fact]
    public void Keeps_secrets_of_different_kinds_apart()
    {
        Assert.NotEqual(_keys.SecretHash("code", "x"), _keys.SecretHash("claim", "x"));
        Assert.NotEqual(_keys.SecretHash("ab", "c"), _keys.SecretHash("a", "bc"));
    }

    [Fact]
    public void Hashes_bodies_to_16_bytes()
    {
        var body = Encoding.UTF8.GetBytes("Задание на завтра");
        Assert.Equal(16, _keys.BodyHash(body).Length);
        Assert.Equal(_keys.BodyHash(body), _keys.BodyHash(body));
        Assert.NotEqual(_keys.BodyHash(body), _keys.BodyHash([.. body, 0]));
    }

    [Fact]
    public void Opens_what_it_sealed_and_notices_each_changed_byte()
    {
        var text = "+79000000000";
        var one = _keys.Encrypt(text);
        Assert.NotEqual(one, _keys.Encrypt(text));
        Assert.Equal(text, _keys.Decrypt(one));
        for (var i = 0; i < one.Length; i++)
        {
            var changed = one.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => _keys.Decrypt(changed));
        }

        Assert.ThrowsAny<CryptographicException>(() => _keys.Decrypt([1, 2, 3]));
    }

    [Fact]
    public void Has_a_signing_key_that_any_gateway_can_check_with()
    {
        using var mine = ECDsa.Create();
        mine.ImportPkcs8PrivateKey(_keys.AccessTokenKey.Span, out _);
        using var theirs = ECDsa.Create();
        theirs.ImportPkcs8PrivateKey(new KeyRing(Master).AccessTokenKey.Span, out _);
        var data = "data"u8.ToArray();
        Assert.Equal(256, mine.KeySize);
        Assert.True(theirs.VerifyData(data, mine.SignData(data, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Serves_many_threads_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                Assert.Equal($"{t} {i}", _keys.Decrypt(_keys.Encrypt($"{t} {i}")));
            }
        })));
    }
}
