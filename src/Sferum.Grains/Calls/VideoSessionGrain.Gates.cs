using Sferum.People;

namespace Sferum.Calls;

/// <summary>What the media server lets through, and what it has to end: told until it has answered.</summary>
internal sealed partial class VideoSessionGrain
{
    /// <summary>Lets packets through as the seat says, whatever the browser does. Without an answer it is owed.</summary>
    private async Task Gate(PersonId person)
    {
        if (Call.Inside(person) is not { } seat)
        {
            Call.Gates.Remove(person);
            return;
        }

        var (microphone, camera) = (seat.Microphone, seat.Camera);
        var asked = new List<Task<Outcome<MediaReply>>>();
        if (seat.Sends is { } sends && sends.Epoch == Call.Epoch)
        {
            asked.Add(AskMute(person, screen: false, video: false, !microphone));
            asked.Add(AskMute(person, screen: false, video: true, !camera));
        }

        // The sound of a screen is no way around a microphone that is off.
        if (seat.Shares is { } shares && shares.Epoch == Call.Epoch)
        {
            asked.Add(AskMute(person, screen: true, video: false, seat.Role == CallRole.Member && !microphone));
        }

        var isDone = (await Task.WhenAll(asked)).All(static a => a.Refusal?.Code != Refusals.NoMedia.Code);
        if (isDone && (microphone, camera) == (seat.Microphone, seat.Camera))
        {
            Call.Gates.Remove(person);
        }
        else
        {
            Call.Gates.Add(person);
        }
    }

    private Task<Outcome<MediaReply>> AskMute(PersonId person, bool screen, bool video, bool on) =>
        Ask(new MediaRequest { Do = MediaDo.Mute, Feed = Feeds.Of(person, screen), Video = video, On = on }).AsTask();

    /// <summary>What the media server still has to be told: which legs are over, and what it lets through.</summary>
    private async Task PayMedia()
    {
        var closing = Call.Closing.ToList();
        var closed = await Task.WhenAll(closing.Select(async l => (Leg: l, Answer: await Ask(new MediaRequest { Do = MediaDo.Close, Leg = l.Id }))));
        foreach (var (leg, answer) in closed)
        {
            if (leg.Epoch != Call.Epoch || answer.Refusal?.Code != Refusals.NoMedia.Code)
            {
                Call.Closing.Remove(leg);
            }
        }

        await Task.WhenAll(Call.Gates.ToList().Select(Gate));
    }

    /// <summary>Whoever is gone or off is heard no more.</summary>
    private void Hush()
    {
        if (_talking.RemoveWhere(p => Call.Inside(p) is not { Microphone: true, Sends: not null }) > 0)
        {
            SendTalking();
        }
    }
}
