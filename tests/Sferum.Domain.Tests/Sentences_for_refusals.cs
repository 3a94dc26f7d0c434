using System.Reflection;

namespace Sferum;

public sealed class Sentences_for_refusals
{
    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var refusal in Refused())
        {
            foreach (var locale in TextCatalogue.Locales)
            {
                data.Add(refusal.Code, locale);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Exist_for_each_code_in_each_language_and_name_what_they_need(string code, string locale)
    {
        Assert.True(TextCatalogue.Knows(code, locale));
        var refusal = Refused().First(r => r.Code == code);

        var sentence = TextCatalogue.Render(code, refusal.Args, locale);

        Assert.DoesNotContain("{{", sentence, StringComparison.Ordinal);

        // A ticket is for the program that goes on with it, and nothing to be shown.
        Assert.All(refusal.Args?.Where(static a => a.Key != "ticket") ?? [], arg => Assert.Contains(arg.Value, sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "ru")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("de, en;q=0.5", "en")]
    [InlineData("zz", "ru")]
    [InlineData("RU", "ru")]
    public void Come_in_the_readers_language(string? wanted, string locale) => Assert.Equal(locale, TextCatalogue.Locale(wanted));

    [Fact]
    public void Of_unknown_codes_are_the_code() => Assert.Equal("no.such_code", TextCatalogue.Render("no.such_code", null, "en"));

    private static IEnumerable<Refusal> Refused()
    {
        var members = typeof(Refusals);
        foreach (var field in members.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            yield return (Refusal)field.GetValue(null)!;
        }

        foreach (var method in members.GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            yield return (Refusal)method.Invoke(null, [.. method.GetParameters().Select(static p => p.ParameterType == typeof(int) ? (object)4321 : "пример")])!;
        }
    }
}
