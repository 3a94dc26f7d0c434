namespace Sferum.Calls;

/// <summary>One thing that a client can say to the hub about a call, and what everybody is answered who says it.</summary>
/// <param name="Method">The hub's method.</param>
/// <param name="Word">Which act, which signal, which part; empty where the method says all.</param>
/// <param name="Ask">Says it.</param>
/// <param name="Answers">A refusal's code, <c>done</c>, or where one is after it, for each standing.</param>
internal sealed record CallRow(string Method, string Word, Func<Stage, Task<string>> Ask, IReadOnlyDictionary<Standing, string> Answers)
{
    public string Name => Word.Length == 0 ? Method : $"{Method} {Word}";
}
