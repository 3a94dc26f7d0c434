using System.ComponentModel.DataAnnotations;

namespace Sferum.Settings;

/// <summary>Section <c>Sferum</c> of the configuration: from the environment as <c>Sferum__Postgres__ConnectionString</c>, or from a settings file.</summary>
internal sealed class SferumSettings
{
    public const string Section = "Sferum";

    /// <summary>The folder for the SQLite database and the master key.</summary>
    public string Data { get; set; } = "data";

    public PostgresSettings Postgres { get; } = new();

    public ClusterSettings Cluster { get; } = new();

    public KeySettings Keys { get; } = new();

    public StopSettings Stop { get; } = new();

    public FileSettings Files { get; } = new();

    public CallSettings Calls { get; } = new();

    /// <summary><c>auto</c>: the schema is brought up to date at the start; <c>manual</c>: by <c>migrate</c> only.</summary>
    [RegularExpression("auto|manual", ErrorMessage = "config.one_of|auto, manual")]
    public string Migrate { get; set; } = "auto";

    /// <summary>
    /// Reverse proxies before the gateways, as addresses (<c>10.0.0.5</c>) or networks (<c>10.244.0.0/16</c>): what they say in X-Forwarded-For and
    /// X-Forwarded-Proto is believed, what anybody else says there is not. None by default.
    /// </summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>So many hours a report of a message waits for the chat's moderators before the heads of the school see it.</summary>
    [Range(1, 720, ErrorMessage = "config.range|1, 720")]
    public int ReportHours { get; set; } = 24;

    /// <summary>Uses PostgreSQL; SQLite otherwise.</summary>
    public bool IsPostgres => !string.IsNullOrWhiteSpace(Postgres.ConnectionString);

    public string KeyFile => Keys.File ?? Path.Combine(Data, "keys", "master.key");
}

/// <summary>PostgreSQL instead of SQLite: for more than one process.</summary>
internal sealed class PostgresSettings
{
    public string? ConnectionString { get; set; }
}

/// <summary>How silos find and reach each other.</summary>
internal sealed class ClusterSettings
{
    /// <summary>Silos with the same name are one cluster.</summary>
    [Required(ErrorMessage = "config.required"), StringLength(100, ErrorMessage = "config.too_long|100")]
    public string Name { get; set; } = "sferum";

    /// <summary>The private address at which other processes reach this silo; by default only this machine does.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for other silos; 0 takes a free one.</summary>
    [Range(0, 65535, ErrorMessage = "config.range|0, 65535")]
    public int SiloPort { get; set; }

    /// <summary>Port for gateways in other processes; 0 takes a free one.</summary>
    [Range(0, 65535, ErrorMessage = "config.range|0, 65535")]
    public int GatewayPort { get; set; }

    /// <summary>Certificates for the connections between processes.</summary>
    public ClusterTlsSettings Tls { get; } = new();
}

/// <summary>The master key.</summary>
internal sealed class KeySettings
{
    /// <summary>Its file; by default <c>keys/master.key</c> in the data folder.</summary>
    public string? File { get; set; }
}
