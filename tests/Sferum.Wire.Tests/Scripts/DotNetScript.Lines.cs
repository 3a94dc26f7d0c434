using Sferum.Chats;

namespace Sferum.Wire;

/// <content>Lines that are idle, end, and come back.</content>
internal sealed partial class DotNetScript
{
    /// <summary>Nobody says anything for longer than either side bears silence: pings keep the line. The one wait of the script that is only a wait.</summary>
    private async Task<string?> Idle()
    {
        var (since, cuts, sent) = (_mine.Seen.Last, _mine.Cuts + _theirs.Cuts, new Sent());
        await Task.Delay(ScriptSetting.Idle);
        await _mine.Post(sent, setting.Chat, "Всё ещё здесь");
        return await Agree(sent, since) ?? (_mine.Cuts + _theirs.Cuts == cuts ? null : "the line was lost");
    }

    private async Task<string?> StopAndStart()
    {
        var (since, sent) = (_mine.Seen.Last, new Sent());
        await _mine.Stop();
        for (var i = 0; i < 10; i++)
        {
            await _theirs.Post(sent, setting.Chat, $"Без тебя {i}");
        }

        var meanwhile = _mine.Seen.Last;
        await _mine.Start();
        await _mine.Post(sent, setting.Chat, "С возвращением");
        return await Agree(sent, since) ?? (meanwhile == since ? null : "heard while stopped");
    }

    /// <summary>The server goes away and comes back at the same address while both write. Every post is acknowledged in the end, and there once.</summary>
    private async Task<string?> Interrupted(string act)
    {
        var (since, cuts, sent) = (_mine.Seen.Last, _mine.Cuts, new Sent());
        Task? done = null;
        async Task Write(ScriptClient who, string name)
        {
            for (var i = 0; i < 30; i++)
            {
                if (who == _mine && i == 10)
                {
                    done = stage.Act(act);
                }

                await who.Post(sent, setting.Chat, $"{act} {name} {i}");
            }
        }

        await Task.WhenAll(Write(_mine, "а"), Write(_theirs, "б"));
        await done!;
        await _mine.Until(() => _mine.Cuts > cuts);
        await _mine.Post(sent, setting.Chat, $"{act}: после всего");
        return await Agree(sent, since);
    }

    /// <summary>The session ends at the server: told why, closed, and not let in again.</summary>
    private async Task<string?> SessionEnded()
    {
        await stage.Act("end");
        await _mine.Until(() => _mine.Gone);
        if (_mine.SignedOut != "signed_out")
        {
            return $"told {_mine.SignedOut}";
        }

        var (since, sent) = (_theirs.Seen.Last, new Sent());
        await _theirs.Post(sent, setting.Chat, "Мы остались");
        await _theirs.Until(() => _theirs.Seen.Last >= sent.Highest);
        return await Refused(setting.Mine) ?? sent.Wrong(_theirs.Seen, since);
    }
}
