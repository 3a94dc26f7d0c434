namespace Sferum.Schools;

/// <summary>Does something for each of many, a few at a time. One that fails does not keep the others from being done.</summary>
internal static class RosterFanOut
{
    public static Task Each<T>(IReadOnlyList<T> items, int atOnce, Func<T, Task> act)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, items.Count)).Select(_ => Work()));

        async Task Work()
        {
            List<Exception>? failed = null;
            for (var i = Interlocked.Increment(ref next); i < items.Count; i = Interlocked.Increment(ref next))
            {
                try
                {
                    await act(items[i]);
                }
                catch (Exception e)
                {
                    (failed ??= []).Add(e);
                }
            }

            if (failed is not null)
            {
                throw new AggregateException(failed);
            }
        }
    }
}
