using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Sferum.People;

/// <summary>Says at the start which key is wrong and how to mend it.</summary>
internal sealed class SmsOptionsCheck(IOptions<PeopleOptions> people) : IValidateOptions<SmsOptions>
{
    public ValidateOptionsResult Validate(string? name, SmsOptions options)
    {
        var errors = new List<string>();
        if (options.Sender == SmsSenderKind.Unset && people.Value.Production)
        {
            errors.Add("Sferum:Sms:Sender is not set: set it to Http and fill Sferum:Sms:Http, or to Console if codes may really be read on the host's console.");
        }

        if (options.Sender == SmsSenderKind.Http)
        {
            var http = options.Http;
            if (!Uri.TryCreate(http.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            {
                errors.Add("Sferum:Sms:Http:Url must be an https address (http only on this machine): codes travel there.");
            }

            if (!IsJson(http.Template) || !http.Template.Contains("{text}", StringComparison.Ordinal)
                || !(http.Template.Contains("{phone}", StringComparison.Ordinal) || http.Template.Contains("{digits}", StringComparison.Ordinal)))
            {
                errors.Add("Sferum:Sms:Http:Template must be a JSON document with {text} and {phone} (or {digits}) inside its strings.");
            }

            if (http.SecretFile is { } file && !File.Exists(file))
            {
                errors.Add($"Sferum:Sms:Http:SecretFile names {file}, which cannot be found.");
            }

            if (http.Timeout <= TimeSpan.Zero || http.Timeout > TimeSpan.FromMinutes(1))
            {
                errors.Add("Sferum:Sms:Http:Timeout must be between 0 and 1 minute, for example 00:00:08.");
            }

            if (http.Idempotent && !http.Template.Contains("{id}", StringComparison.Ordinal))
            {
                errors.Add("Sferum:Sms:Http:Idempotent needs {id} in Sferum:Sms:Http:Template.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
