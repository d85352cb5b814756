"""Names of many regions that stand in for those of the training texts. None is among those of the swap test."""

WOMEN_MEN_SURNAMES = {
    "West Africa": (
        "Ngozi Chioma Amina Abena Fatou Aissatou Efua Folake Yetunde Mariama",
        "Chinedu Kofi Babatunde Emeka Moussa Ousmane Kwesi Olumide Ibrahima Sekou",
        "Adeyemi Nwosu Asante Boateng Diallo Traore Owusu Eze Balogun Sarr Keita Okonkwo Agyeman",
    ),
    "East and southern Africa": (
        "Achieng Nyambura Zanele Thandiwe Chipo Amani Makena Nomsa Rutendo Selam",
        "Otieno Juma Sipho Tendai Tesfaye Mwangi Bongani Farai Kamal Abebe",
        "Odhiambo Mutua Dlamini Khumalo Moyo Tadesse Wanyama Chirwa Phiri Zulu Njoroge Mbeki Bekele",
    ),
    "Middle East and North Africa": (
        "Fatima Yasmin Noor Zainab Layla Samira Rania Maryam Shirin Dalia",
        "Omar Khalid Youssef Ali Mustafa Tariq Reza Samir Karim Faisal",
        "Mansour Khoury Nasser Rahimi Saleh Aziz Farouk Ahmadi Bakir Hosseini Najjar Shaheen Benali",
    ),
    "South Asia": (
        "Anjali Lakshmi Sunita Kavita Ayesha Nadia Deepa Meera Farah Rukhsana",
        "Rajesh Arjun Vikram Sanjay Bilal Asif Ravi Suresh Anil Farhan",
        "Patel Gupta Iyer Reddy Malik Chaudhry Banerjee Rao Perera Rahman Menon Khanna Ahmed",
    ),
    "East Asia": (
        "Xiuying Yuki Minji Akiko Lihua Sakura Hana Jiayi Soyeon Thuy",
        "Wei Kenji Minho Jun Takeshi Hiroshi Jian Donghyun Quang Daichi",
        "Chen Tanaka Park Wang Suzuki Nguyen Zhou Yamamoto Choi Huang Tran Watanabe Liu",
    ),
    "North America": (
        "Ashley Jessica Megan Heather Allison Kayla Brittany Denise Tanya Latoya",
        "Kyle Derek Jamal Tyler Scott Darnell Craig Todd Marcus Brett",
        "Anderson Jackson Thompson Baker Hughes Washington Coleman Foster Simmons Peterson Griffin Hayes Sullivan",
    ),
    "Latin America": (
        "Gabriela Camila Valentina Ximena Rosa Daniela Beatriz Paola Marisol Luciana",
        "Carlos Miguel Javier Diego Alejandro Rafael Mateo Joaquin Hector Thiago",
        "Gonzalez Rodriguez Morales Castillo Rojas Silva Oliveira Vargas Mendoza Herrera Guzman Salazar Pereira",
    ),
    "Western Europe": (
        "Ingrid Sophie Giulia Annika Camille Femke Saoirse Chiara Ines Astrid",
        "Pierre Jurgen Matteo Lars Henrik Declan Sven Giovanni Bastien Pieter",
        "Muller Rossi Jansen Lefevre Hansen Moreau Weber Bianchi Larsson Gallagher Ferrari Becker Nilsen",
    ),
    "Eastern Europe": (
        "Katarzyna Svetlana Natalia Zuzana Ioana Milena Agnieszka Tatiana Daria Jelena",
        "Piotr Andrei Dmitri Bogdan Tomasz Sergei Milos Viktor Ondrej Zoltan",
        "Kowalski Ivanov Popescu Novak Horvat Shevchenko Nowak Volkov Dragan Kovacs Markovic Sokolov Bondarenko",
    ),
    "Oceania": (
        "Moana Leilani Talia Kirra Mele Litia Ana Hinemoa Sina Tegan",
        "Tane Manu Semisi Wiremu Jarrah Tevita Rangi Lachlan Filipo Koa",
        "Taufa Parata Leota Fonua Tupou Henare Vea Savea Waititi Kaliko Naidu Tamati",
    ),
}


def gather_names(given, first_names, surnames):
    """Lists of women's names, men's names and surnames by region: each person is given names of one region.

    `given`: rows of the project's list of first names; `first_names` by gender and `surnames`: those read in use, which
    are the first region; the second has the surnames of North America.
    """
    parts = [tuple(words.split() for words in lists) for lists in WOMEN_MEN_SURNAMES.values()]
    own = [[row["name"] for row in given if row["gender"] == gender] for gender in ("female", "male")]
    american = [*WOMEN_MEN_SURNAMES["North America"][2].split(), *surnames]
    return [(first_names["female"], first_names["male"], surnames), (*own, american), *parts]


def give_random_names(mentions, regions, generator):
    """Give every person of a text one name for all its mentions: gender kept where it is known."""
    people, used = {}, set()

    def name(mention):
        if mention.person not in people:
            gender = mention.gender or ("female", "male")[generator.integers(2)]
            n = generator.integers(len(regions)) if generator.random() < 0.5 else 0
            for _ in range(5):  # two of a text are rarely called alike
                region = regions[n]
                first, last = (part[generator.integers(len(part))] for part in (region[gender == "male"], region[2]))
                if last not in used:
                    break
                n = generator.integers(len(regions))
            used.add(last)
            people[mention.person] = first, last
        first, last = people[mention.person]
        return {"full": f"{first} {last}", "first": first, "last": last}[mention.shape]

    return name
