using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Audit;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Files;
using Sferum.Keys;
using Sferum.Operators;
using Sferum.People;
using Sferum.Push;
using Sferum.Schools;

namespace Sferum.Storage;

/// <summary>Puts a database behind the ports of the domain.</summary>
public static class StorageServices
{
    /// <summary>Registers every storage port, <see cref="Schema"/>, <see cref="OrleansDatabase"/> and <see cref="IBackup"/>. Opens nothing yet.</summary>
    public static IServiceCollection AddSferumStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ConnectionString is null == options.DataFolder is null)
        {
            throw new ArgumentException("Give either a PostgreSQL connection string or a data folder.", nameof(options));
        }

        IdHandlers.Register();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDatabase>(_ => options.ConnectionString is { } connection
            ? new PostgreSqlDatabase(connection)
            : new SqliteDatabase(options.DataFolder!));
        services.AddSingleton(p => Schema.BuiltIn(p.GetRequiredService<IDatabase>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => p.GetRequiredService<IDatabase>().ForOrleans);
        services.AddSingleton<IBackup>(p => p.GetRequiredService<IDatabase>() is SqliteDatabase sqlite
            ? new SqliteBackup(sqlite)
            : new PostgreSqlBackup(options.ConnectionString!));
        services.AddSingleton<IKeyBackup, PersonKeyBackup>();
        services.AddChats();
        services.AddSingleton<IPeople, PeopleStore>();
        services.AddSingleton<ISignIns, SignInStore>();
        services.AddSingleton<ISessions, SessionStore>();
        services.AddSingleton<ISecondFactors, SecondFactorStore>();
        services.AddSingleton<IClaims, ClaimStore>();
        services.AddSingleton<IConsents, ConsentStore>();
        services.AddSingleton<IPersonalData, PersonalDataStore>();
        services.AddSingleton<IErasures, ErasureStore>();
        services.TryAddSingleton(new FileLimits());
        services.AddSingleton<IUploads, UploadStore>();
        services.AddSingleton<IFileReader, FileReaderStore>();
        services.AddSingleton<IFileWork, FileWorkStore>();
        services.AddSingleton<IPushSubscriptions, PushSubscriptionStore>();
        services.AddSingleton<IPushNews, PushNewsStore>();
        services.AddSingleton<IOutbox, OutboxStore>();
        services.AddSingleton<IMailOutbox, MailOutboxStore>();
        services.AddSchools();
        services.AddOperators();
        services.AddAudit();
        return services;
    }

    private static void AddChats(this IServiceCollection services)
    {
        services.TryAddSingleton(new ChatLogOptions());
        services.AddSingleton<IChatLog, ChatLog>();
        services.AddSingleton<IChatReader, ChatReader>();
        services.AddSingleton<IChatMarks, ChatMarks>();
        services.AddSingleton<IChatModeration, ChatModeration>();
        services.AddSingleton<IChatChoices, ChatChoiceStore>();
        services.AddSingleton<IChatPolls, ChatPollStore>();
        services.AddSingleton<IScheduledMessages, ScheduledMessageStore>();
        services.AddSingleton<IChatDesk, ChatDesk>();
        services.AddSingleton<IDirectChats, DirectChatStore>();
        services.TryAddSingleton(ReportClock.Usual);
        services.AddSingleton<IReports, ReportStore>();
        services.AddSingleton<ICalls, CallStore>();
        services.AddSingleton<IEvidence, EvidenceStore>();
    }

    /// <summary>Registers the key ring; <see cref="MasterKey.Prepare"/> must have run before it is used.</summary>
    /// <param name="services">Where.</param>
    /// <param name="keyFile">The file with the master key.</param>
    public static IServiceCollection AddSferumKeys(this IServiceCollection services, string keyFile)
    {
        services.AddSingleton(p => new MasterKey(keyFile, p.GetRequiredService<IDatabase>()));
        services.AddSingleton<IKeyRing>(static p => new KeyRingInTime(p.GetRequiredService<MasterKey>()));
        return services;
    }
}

/// <summary>What Orleans' AdoNet providers are given: <c>o.Invariant</c> and <c>o.DataSource</c> of each of their options.</summary>
/// <param name="Invariant">Name by which Orleans knows the database.</param>
/// <param name="DataSource">The same source of connections that the storage itself writes through.</param>
public sealed record OrleansDatabase(string Invariant, DbDataSource DataSource);
