using Microsoft.Extensions.Options;

namespace Sferum.Push;

/// <summary>Who sends notifications can be written to.</summary>
internal sealed class PushOptionsCheck : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options) =>
        !options.Enabled || (Uri.TryCreate(options.Contact, UriKind.Absolute, out var contact) && contact.Scheme is "mailto" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{PushOptions.Section}:Contact must be a mailto: or https: address when notifications are on.");
}
