using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Sferum.People;

/// <summary>Says at the start which key is wrong and how to mend it.</summary>
internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var errors = new List<string>();
        if (options.Host is not null)
        {
            if (!MailAddress.TryCreate(options.From, out _))
            {
                errors.Add("Sferum:Mail:From must be a mail address when Sferum:Mail:Host is set.");
            }

            if (options.Port is < 1 or > 65_535)
            {
                errors.Add("Sferum:Mail:Port must be a port, usually 587.");
            }

            if (options.PasswordFile is { } file && !File.Exists(file))
            {
                errors.Add($"Sferum:Mail:PasswordFile names {file}, which cannot be found.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
