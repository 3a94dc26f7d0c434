using Sferum.Chats;

namespace Sferum.Wire;

/// <content>Messages of all sizes, both ways, and what cannot be read.</content>
internal sealed partial class DotNetScript
{
    private const int Rows = 24;

    /// <summary>Pages of one row to all of them: from some kilobytes over 64 to some hundred.</summary>
    private async Task<string?> Pages()
    {
        var (since, sent) = (_mine.Seen.Last, new Sent());
        for (var i = 0; i < Rows; i++)
        {
            await _theirs.Post(sent, setting.Chat, new string(i < 18 ? 'x' : 'ж', 3900 + i));
        }

        if (await Agree(sent, since) is { } wrong)
        {
            return wrong;
        }

        var rows = _mine.Seen.After(since);
        for (var count = 1; count <= Rows; count++)
        {
            var page = (await _mine.Ask<ChatPage>(HubNames.Methods.ReadSince, new ReadSinceRequest(setting.Chat, since, count))).Value;
            if (page is null || !page.Events.Select(static e => (e.Number, e.Message?.Text)).SequenceEqual(rows.Take(count).Select(static e => (e.Number, e.Message?.Text))))
            {
                return $"the page of {count} is another";
            }
        }

        return null;
    }

    /// <summary>Calls from some ten bytes to just below the limit, each with the refusal that it deserves.</summary>
    private async Task<string?> Sizes()
    {
        for (var size = 1; size <= 200; size++)
        {
            if ((await _mine.Ask<Done>(new string('x', size))).Refusal?.Code != "request.malformed")
            {
                return $"a name of {size}";
            }
        }

        foreach (var size in new[] { 4001, 8000, 16_000, 30_000, 32_000 })
        {
            var answer = await _mine.Ask<Placed>(HubNames.Methods.Post, new PostRequest(setting.Chat, Guid.CreateVersion7(), new string('x', size)));
            if (answer.Refusal is not { Code: "chat.text_too_long", Args: { } args } || args["limit"] != "4000")
            {
                return $"a text of {size}";
            }
        }

        return null;
    }

    private async Task<string?> Unreadable()
    {
        var cuts = _mine.Cuts;
        foreach (var (method, arguments) in new (string, object?[])[]
        {
            ("NoSuchMethod", []), ("NoSuchMethod", [1, "two"]), ("Post", []), ("Post", ["text"]), ("Post", [null]), ("Post", [1, 2]),
            ("ReadSince", [true]), ("Resume", [Array.Empty<int>()]), ("Watch", ["on"]), ("OnConnectedAsync", []), ("Dispose", []),
        })
        {
            if ((await _mine.Ask<Done>(method, arguments)).Refusal?.Code != "request.malformed")
            {
                return $"{method} of {arguments.Length}";
            }
        }

        var stranger = await _mine.Ask<ChatPage>(HubNames.Methods.ReadSince, new ReadSinceRequest(Guid.CreateVersion7(), 0, 10));
        return stranger.Refusal?.Code == "request.not_found" && _mine.Cuts == cuts ? null : $"a chat of others: {stranger.Refusal?.Code}, {_mine.Cuts - cuts} cuts";
    }

    /// <summary>A message over the limit costs the line, nothing else: the client comes back and has missed nothing.</summary>
    private async Task<string?> OverTheLimit()
    {
        var (since, cuts, sent) = (_mine.Seen.Last, _mine.Cuts, new Sent());
        if (await _mine.Try(HubNames.Methods.Post, new PostRequest(setting.Chat, Guid.CreateVersion7(), new string('x', 40_000))))
        {
            return "answered";
        }

        await _mine.Until(() => _mine.Cuts > cuts);
        await _theirs.Post(sent, setting.Chat, "Пока тебя не было");
        await _mine.Post(sent, setting.Chat, "Я снова здесь");
        return await Agree(sent, since) ?? (_mine.Cuts == cuts + 1 ? null : $"{_mine.Cuts - cuts} cuts");
    }
}
