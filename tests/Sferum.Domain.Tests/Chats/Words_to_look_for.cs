namespace Sferum.Chats;

public sealed class Words_to_look_for
{
    [Theory]
    [InlineData("контрольная", "Разбор контрольной в среду")]
    [InlineData("КОНТРОЛЬНУЮ", "контрольная")]
    [InlineData("елка", "Ёлка стоит в актовом зале")]
    [InlineData("ёлку", "ёлка")]
    [InlineData("7Б", "Собрание 7Б")]
    [InlineData("среду контрольн", "Разбор контрольной в среду")]
    [InlineData("кот", "Котов опоздает")]
    [InlineData("«поход»!", "поход, суббота")]
    public void Find_their_forms_whatever_the_case_and_yo(string question, string text) => Assert.NotNull(ChatWords.Parse(question)!.Find(text));

    [Theory]
    [InlineData("кот", "скот")]
    [InlineData("контрольная среда", "контрольная")]
    [InlineData("7Б", "17Б")]
    [InlineData("поход", "похвала")]
    public void Find_nothing_in_the_middle_of_a_word_and_not_when_one_is_missing(string question, string text) => Assert.Null(ChatWords.Parse(question)!.Find(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" !? ")]
    public void Are_none_without_letters_and_digits(string? question) => Assert.Null(ChatWords.Parse(question));

    [Fact]
    public void Are_none_when_the_question_is_too_long() => Assert.Null(ChatWords.Parse(new string('я', ChatWords.MaxLength + 1)));

    [Fact]
    public void Show_the_text_around_the_first_of_them_on_one_line()
    {
        var text = string.Join(' ', Enumerable.Repeat("слово", 60)) + "\nпоход в субботу " + string.Join(' ', Enumerable.Repeat("ещё", 60));

        var excerpt = ChatWords.Parse("поход")!.Find(text)!;

        Assert.StartsWith("…", excerpt, StringComparison.Ordinal);
        Assert.Contains("поход в субботу", excerpt, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', excerpt);
        Assert.InRange(excerpt.Length, 100, ChatWords.Excerpt);
        Assert.Equal("поход", ChatWords.Parse("поход")!.Find("поход"));
        Assert.Contains("поход", ChatWords.Parse("поход")!.Find(new string('щ', 400) + " поход")!, StringComparison.Ordinal);
    }
}
