namespace Sferum.History;

/// <summary>What must hold of the log alone: numbers without holes, a true count of posts.</summary>
internal static class LogRules
{
    public static void Judge(ChatHistory chat, ChatLog log, Findings findings)
    {
        if (log.WasRead) Holes(chat, log, findings);
        Posts(chat, log, findings);
    }

    private static void Holes(ChatHistory chat, ChatLog log, Findings findings)
    {
        var next = log.Baseline + 1;
        foreach (var number in log.Numbers)
        {
            if (number > next) Hole(next, number - 1);
            next = Math.Max(next, number + 1);
        }

        if (next <= log.Head) Hole(next, log.Head);

        void Hole(int from, int to) =>
            findings.Add(ViolationKind.HoleInLog, chat.Chat, from, $"no row at {Told.Range(from, to)}, the head is {log.Head}");
    }

    private static void Posts(ChatHistory chat, ChatLog log, Findings findings)
    {
        // Before the first row of a whole log there are no posts; after a baseline, or a hole, nobody knows how many.
        int last = 0, posts = 0;
        foreach (var number in log.Numbers)
        {
            ref readonly var row = ref log.Row(number);
            var right = posts + (row.Kind == EventKind.Posted ? 1 : 0);
            if (row.Posts >= 0 && posts >= 0 && number == last + 1 && row.Posts != right)
            {
                findings.Add(ViolationKind.PostsDisagreement, chat.Chat, number, $"the log counts {row.Posts} posts at {number}, there are {right}", row.Person);
            }

            (last, posts) = (number, row.Posts);
        }
    }
}
