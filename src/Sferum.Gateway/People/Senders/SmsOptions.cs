namespace Sferum.People;

/// <summary>Who sends text messages.</summary>
public enum SmsSenderKind
{
    /// <summary>Not chosen: the console for development, the demonstration and a trial on one machine; refused in production.</summary>
    Unset,

    /// <summary>Codes are written to the host's console.</summary>
    Console,

    /// <summary>A provider's HTTP interface.</summary>
    Http,
}

/// <summary>Text messages: section <c>Sferum:Sms</c>.</summary>
public sealed class SmsOptions
{
    /// <summary>Where they stand in the configuration.</summary>
    public const string Section = "Sferum:Sms";

    /// <summary>Who sends.</summary>
    public SmsSenderKind Sender { get; set; }

    /// <summary>The provider.</summary>
    public SmsHttpOptions Http { get; } = new();
}

/// <summary>A provider that takes a JSON document by POST.</summary>
public sealed class SmsHttpOptions
{
    /// <summary>Where to post; https, unless it is on this machine.</summary>
    public string? Url { get; set; }

    /// <summary>
    /// The document. <c>{phone}</c> (+7…), <c>{digits}</c> (7…), <c>{text}</c> and <c>{id}</c> stand inside JSON strings and are replaced in them, so
    /// that no content can change the document's form.
    /// </summary>
    public string Template { get; set; } = """{"to":"{phone}","text":"{text}","id":"{id}"}""";

    /// <summary>The header that carries the secret.</summary>
    public string SecretHeader { get; set; } = "Authorization";

    /// <summary>A file with the header's value; read at each message, so that it can be replaced without a restart.</summary>
    public string? SecretFile { get; set; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>The provider sends a message with the same <c>{id}</c> once: only then is a message tried again after a lost answer.</summary>
    public bool Idempotent { get; set; }
}
