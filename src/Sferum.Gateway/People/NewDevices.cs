using Microsoft.Extensions.Logging;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>
/// Tells people that they have signed in on a device that was not known: their other sessions, or, when there are none, their phone. The text says that it happened and
/// nothing else. A sign-in does not wait for it, nor fail with it.
/// </summary>
internal sealed partial class NewDevices(IClusterClient cluster, ISmsSender sms, IKeyRing keys, ILogger<NewDevices> log)
{
    public void Tell(CompletedSignIn signIn, NewSession session)
    {
        if (signIn.NewDevice is { } notice)
        {
            _ = Tell(signIn.Person, notice, session);
        }
    }

    private async Task Tell(PersonId person, NewDeviceNotice notice, NewSession session)
    {
        try
        {
            if (notice.PhoneSealed is { } phone)
            {
                var text = TextCatalogue.Render("people.sms_new_device", null, TextCatalogue.DefaultLocale);
                await sms.Send(new SmsMessage(Guid.CreateVersion7(), keys.Decrypt(phone), text), CancellationToken.None);
            }
            else
            {
                await cluster.GetGrain<IUserGrain>(person.Value).DeviceCame(new DeviceNews(session.Id, notice.Device, session.At.ToUnixTimeMilliseconds()));
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The list of sessions shows it all the same.
            LogUntold(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Nobody was told of a sign-in on a new device")]
    private partial void LogUntold(Exception error);
}
