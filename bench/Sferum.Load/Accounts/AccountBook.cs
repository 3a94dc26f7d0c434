using System.Text.Json;

namespace Sferum.Load.Accounts;

/// <summary>
/// The accounts of <c>bench-seed</c>. A refresh token is good once, so each new pair is added to the same file before it is used: the last line of a
/// person counts. Only one run at a time has the file.
/// </summary>
internal sealed class AccountBook : IDisposable
{
    private readonly Lock _turn = new();
    private readonly FileStream _file;
    private readonly Dictionary<Guid, Account> _accounts = [];

    private AccountBook(FileStream file) => _file = file;

    public IReadOnlyCollection<Account> Accounts => _accounts.Values;

    public static AccountBook Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new LoadException($"{path}: {error.Message}", error);
        }

        var book = new AccountBook(file);
        book.Read();
        return book;
    }

    /// <summary>The next pair of tokens of an account.</summary>
    public void Renew(Account account, string accessToken, long expiresAt, string refreshToken)
    {
        lock (_turn)
        {
            (account.AccessToken, account.ExpiresAt, account.RefreshToken) = (accessToken, expiresAt, refreshToken);
            JsonSerializer.Serialize(_file, account, JsonSerializerOptions.Web);
            _file.WriteByte((byte)'\n');
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();

    private void Read()
    {
        using var reader = new StreamReader(_file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            // A line that a dying run left unfinished: the one before it counts, and if its token was spent the server will say so.
            if (line.EndsWith('}') && JsonSerializer.Deserialize<Account>(line, JsonSerializerOptions.Web) is { } account)
            {
                _accounts[account.Person] = account;
            }
        }

        _file.Seek(0, SeekOrigin.End);
    }
}
